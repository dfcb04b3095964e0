package lib.install;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Real processes: an install from the tests' class path below a home of its own, and what it laid down. */
final class Installed {

    record Ended(int exit, String out, String err) {
    }

    static final Path JDK = Path.of(System.getProperty("java.home"));

    private static final Path REPOSITORY = Path.of(System.getProperty("sfjwt.repository")).toAbsolutePath()
            .normalize();

    private static final String OF_THE_TOOL =
            ".*/(target/classes|(helidon|picocli|bc|jjwt|jakarta|parsson|picocss|prometheus|jedis|commons-pool"
            + "|gson|json-|slf4j|redis)[^/]*)";

    final Path home;
    final Path launcher;
    final Path copies;

    Installed(Path home) {
        this.home = home;
        this.launcher = home.resolve(".local/bin/sfjwt");
        this.copies = home.resolve(".local/share/sfjwt");
    }

    /** As JBang runs a clone: a jar of its classes and those of the libraries, not those of the tests themselves. */
    String classPath() throws Exception {
        // surefire's own class path is a jar of pointers; it names the real one here
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> entries = Arrays.stream(all.split(File.pathSeparator)).filter(entry -> entry.matches(OF_THE_TOOL))
                .toList();
        Path jar = home.resolve("sfjwt.jar");
        if (!Files.exists(jar)) {
            jar(jar, "-C", entries.getFirst(), ".");
        }
        return jar + File.pathSeparator + String.join(File.pathSeparator, entries.subList(1, entries.size()));
    }

    private static void jar(Path jar, String... content) throws Exception {
        var words = new ArrayList<>(List.of(JDK.resolve("bin/jar").toString(), "--create", "--file", jar.toString()));
        words.addAll(List.of(content));
        Ended made = end(process(jar.getParent(), Map.of(), words));
        if (made.exit() != 0) {
            throw new AssertionError(made.err());
        }
    }

    Ended install(String... more) throws Exception {
        var words = new ArrayList<>(List.of(JDK.resolve("bin/java").toString(), "-cp", classPath(), "sfjwt",
                "install"));
        words.addAll(List.of(more));
        return end(process(home, environment(), words));
    }

    /** A release of its own name, through a JDK that makes no cache, which would take seconds. */
    Process installing(String release) throws Exception {
        Path name = Files.createDirectories(home.resolve("releases").resolve(release)).resolve("name");
        Files.writeString(name, release);
        Path jar = name.resolveSibling("name.jar");
        jar(jar, "-C", name.getParent().toString(), "name");
        Path jdk = home.resolve("jdk");
        if (!Files.exists(jdk)) {
            program(jdk.resolve("bin/java"), """
                    #!/bin/sh
                    case $1 in
                        -XX:AOTCacheOutput=*) exit 1 ;;
                    esac
                    exec '%s' "$@"
                    """.formatted(JDK.resolve("bin/java")));
            Files.copy(JDK.resolve("release"), jdk.resolve("release"));
        }
        Path tests = REPOSITORY.resolve("tests/target/test-classes");
        String classPath = classPath();
        return process(home, environment(), List.of(JDK.resolve("bin/java").toString(),
                "-cp", classPath + File.pathSeparator + tests, QuickInstall.class.getName(),
                launcher.getParent().toString(), classPath + File.pathSeparator + jar, jdk.toString()));
    }

    Map<String, String> environment() {
        return new HashMap<>(Map.of("HOME", home.toString(), "PATH", System.getenv("PATH")));
    }

    Ended run(String... words) throws Exception {
        return run(home, environment(), launcher, words);
    }

    static Ended run(Path folder, Map<String, String> environment, Path program, String... words) throws Exception {
        var all = new ArrayList<>(List.of(program.toString()));
        all.addAll(List.of(words));
        return end(process(folder, environment, all));
    }

    static Process process(Path folder, Map<String, String> environment, List<String> words) throws IOException {
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Ended end(Process process) throws Exception {
        process.getOutputStream().close();
        Path err = Files.createTempFile("err", null);
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                Files.write(err, process.getErrorStream().readAllBytes());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        String out = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + out);
        }
        reader.join();
        String said = Files.readString(err);
        Files.delete(err);
        return new Ended(process.exitValue(), out, said);
    }

    /** The launcher with other words in it, beside the real one. */
    Path changed(String name, String from, String to) throws IOException {
        String script = Files.readString(launcher);
        if (!script.contains(from)) {
            throw new AssertionError("the launcher has no " + from);
        }
        return program(launcher.resolveSibling(name), script.replace(from, to));
    }

    static Path program(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        path.toFile().setExecutable(true);
        return path;
    }

    /** The folder of the copy that the launcher starts. */
    Path copy() throws IOException {
        return Copy.all(new Place(launcher.getParent(), copies)).stream().filter(folder -> {
            try {
                return Files.readString(launcher).contains(folder.getFileName().toString());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }).findFirst().orElseThrow();
    }

    /** The first address that a process prints. */
    static String address(Process process) throws Exception {
        var reader = process.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            Matcher found = Pattern.compile("http://[0-9.]+:[0-9]+").matcher(line);
            if (found.find()) {
                return found.group();
            }
        }
        throw new AssertionError("no address");
    }

    static String get(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
