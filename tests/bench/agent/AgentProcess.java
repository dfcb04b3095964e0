import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent as a user has it: {@code sfjwt agent --start}. */
final class AgentProcess implements AutoCloseable {

    private final Path folder;

    /** @param folder has a jwt.json */
    AgentProcess(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        start();
    }

    Path socket() {
        return folder.resolve("run/agent.sock");
    }

    void start() throws IOException, InterruptedException {
        run("--start", "-c", folder.resolve("jwt.json").toString(), "--no-store", "--timeout", "3");
    }

    void kill() {
        ProcessHandle agent = process();
        agent.destroyForcibly();
        agent.onExit().join();
    }

    /** Resident memory in KiB, as Linux counts it. */
    long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process().pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).sum();
    }

    private ProcessHandle process() {
        try (var connection = new Connection(socket())) {
            String health = connection.ask("GET /healthz").body();
            return ProcessHandle.of(Long.parseLong(health.replaceAll(".*\"pid\":([0-9]+).*", "$1").strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException("the agent does not answer", e);
        }
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "sfjwt", "agent"));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("SFJWT_"));
        builder.environment().put("SFJWT_AGENT_SOCK", socket().toString());
        if (builder.start().waitFor() != 0) {
            throw new IOException("sfjwt agent " + String.join(" ", arguments) + " failed");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("--stop");
    }
}
