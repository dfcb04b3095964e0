package lib.files;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link Publisher} in a JVM of its own, for what cannot be killed, limited or watched from inside. */
final class ChildJvm {

    private ChildJvm() {
    }

    /** What came of a child that ended by itself. */
    record End(int exit, String said) {
    }

    /** @param before the command that runs it, such as strace; may be empty */
    static Process start(List<String> before, String... arguments) throws IOException {
        return start(before, System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                arguments);
    }

    static End run(List<String> before, String... arguments) throws Exception {
        return end(start(before, arguments));
    }

    /** As a user without rights, with copies of the classes: those of root's Maven are nobody else's to read. */
    static End runAsNobody(Path classes, String... arguments) throws Exception {
        for (Class<?> needed : List.of(Publisher.class, SecretFiles.class, JsonValue.class)) {
            Path from = Path.of(needed.getProtectionDomain().getCodeSource().getLocation().toURI());
            new ProcessBuilder("cp", "-r", from.toString(), classes.toString()).start().waitFor();
        }
        new ProcessBuilder("chmod", "-R", "a+rX", classes.toString()).start().waitFor();
        try (var copied = Files.list(classes)) {
            String classPath = String.join(":", copied.map(Path::toString).toList());
            var nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
            return end(start(nobody, classPath, arguments));
        }
    }

    private static End end(Process child) throws Exception {
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new End(child.waitFor(), said);
    }

    private static Process start(List<String> before, String classPath, String... arguments) throws IOException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // quick to start, and writes no files of its own
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath,
                Publisher.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
