package lib.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real redis-server on a free port of loopback, and redis-cli to look into it. */
final class RedisServer implements AutoCloseable {

    final int port;
    private final Process process;

    RedisServer(Path folder, String... options) throws IOException {
        port = freePort();
        var command = new ArrayList<>(List.of("redis-server", "--port", String.valueOf(port), "--bind", "127.0.0.1",
                "--save", "", "--dir", folder.toString()));
        command.addAll(List.of(options));
        process = started(command);
    }

    /** A sentinel, which writes into its own config. */
    RedisServer(Path folder, Path config) throws IOException {
        port = freePort();
        process = started(List.of("redis-server", config.toString(), "--sentinel", "--port", String.valueOf(port),
                "--bind", "127.0.0.1", "--dir", folder.toString()));
    }

    static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private Process started(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        for (int i = 0; i < 200 && !cli("ping").matches("(?s)(PONG|NOAUTH).*"); i++) {
            pause();
        }
        return process;
    }

    String cli(String... words) throws IOException {
        var command = new ArrayList<>(List.of("redis-cli", "--no-auth-warning", "-p", String.valueOf(port)));
        command.addAll(List.of(words));
        Process cli = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(cli.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** The one key that ends so. */
    String key(String end) throws IOException {
        return cli("keys", "sfjwt:1:*" + end).strip();
    }

    void pauseProcess() throws Exception {
        new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start().waitFor();
    }

    private static void pause() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
