package script;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real process as a user's shell would start it, where there is no JBang and the JDK of these tests is on PATH. */
final class Command {

    record Ended(int exit, String out, String err, long pid) {
    }

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private String input = "";

    private Command(Path folder) {
        this.folder = folder;
        environment.keySet().removeIf(name -> name.matches(
                "(JBANG|SFJWT|XDG)_.*|MAVEN_(CMD|BASE|PROJECT).*|JAVA_HOME|(JAVA_TOOL|JDK_JAVA|_JAVA)_OPTIONS"));
        environment.put("PATH", Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .filter(entry -> !Files.exists(Path.of(entry, "jbang")))
                .collect(Collectors.joining(File.pathSeparator)));
        withFirstOnPath(Path.of(System.getProperty("java.home"), "bin"));
    }

    static Command in(Path folder) {
        return new Command(folder);
    }

    /** Everything that tests/jbang and JBang keep goes below {@code home}; only Maven's repository is the user's. */
    Command keepingCachesIn(Path home) {
        return with("XDG_CACHE_HOME", home.resolve("cache").toString())
                .with("JBANG_DIR", home.resolve("jbang").toString());
    }

    Command with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Command without(String name) {
        environment.remove(name);
        return this;
    }

    Command withFirstOnPath(Path folder) {
        return with("PATH", folder + File.pathSeparator + environment.get("PATH"));
    }

    Command reading(String text) {
        this.input = text;
        return this;
    }

    Ended run(Object program, String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(found(program.toString())));
        words.addAll(List.of(arguments));
        Path out = Files.createTempFile("out", null);
        Path err = Files.createTempFile("err", null);
        try {
            var builder = new ProcessBuilder(words).directory(folder.toFile())
                    .redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            }
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(words + " did not end");
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err), process.pid());
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Java starts what is first on its own PATH, which is not that of this command. */
    private String found(String program) {
        return Arrays.stream(environment.get("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry).resolve(program)).filter(Files::isExecutable).findFirst()
                .map(Path::toString).orElse(program);
    }
}
