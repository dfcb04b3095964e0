package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.catalog.Version;
import lib.text.Untrusted;

/**
 * Which tools this machine has, in which version; looked up once in the background, because the Salesforce CLI takes a
 * second or more to say.
 */
final class Tools {

    private static final List<String> COMMANDS = List.of("openssl", "sf", "sfdx");
    private static final int LONGEST_ANSWER = 4096;

    private final Map<String, JsonValue> found = new ConcurrentHashMap<>();

    private Tools() {
    }

    /**
     * Begins to look.
     *
     * @param patience how long a tool may take to answer
     */
    static Tools lookUp(Map<String, String> environment, Duration patience) {
        var tools = new Tools();
        for (String command : COMMANDS) {
            Thread.ofVirtual().start(() -> tools.found.put(command, version(command, environment, patience)));
        }
        return tools;
    }

    /** Whether no answer is awaited any more. */
    boolean isComplete() {
        return found.size() == COMMANDS.size();
    }

    /** {@code {"java", "openssl", "sf", "sfdx", "sfjwt"}}: a version, false if there is none, null if not yet known. */
    JsonObject json() {
        var json = Json.createObjectBuilder().add("java", System.getProperty("java.version"));
        COMMANDS.forEach(command -> json.add(command, found.getOrDefault(command, JsonValue.NULL)));
        return json.add("sfjwt", Version.NUMBER).build();
    }

    private static JsonValue version(String command, Map<String, String> environment, Duration patience) {
        try {
            return find(command, environment).map(program -> ask(program, patience)).filter(line -> !line.isEmpty())
                    .<JsonValue>map(Json::createValue).orElse(JsonValue.FALSE);
        } catch (RuntimeException e) {
            return JsonValue.FALSE;
        }
    }

    /** By absolute entries of PATH only: a program that lies in the current folder is not the one that is meant. */
    private static Optional<Path> find(String command, Map<String, String> environment) {
        boolean windows = File.separatorChar == '\\';
        List<String> names = windows ? List.of(command + ".exe", command + ".cmd") : List.of(command);
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(environment.getOrDefault("PATH", ""))
                .flatMap(Tools::folder)
                .flatMap(folder -> names.stream().map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }

    private static Stream<Path> folder(String entry) {
        try {
            return Stream.of(Path.of(entry)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    /** The first line that it answers with, or an empty one. */
    private static String ask(Path program, Duration patience) {
        String word = program.getFileName().toString().startsWith("openssl") ? "version" : "--version";
        try {
            Process process = new ProcessBuilder(program.toString(), word)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            // ends the program, and with it the reading below, if it takes too long
            process.onExit().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, late) -> {
                if (late != null) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            });
            byte[] answer = process.getInputStream().readNBytes(LONGEST_ANSWER);
            process.getInputStream().close();
            boolean well = process.waitFor(patience) && process.exitValue() == 0;
            return well ? new String(answer, StandardCharsets.UTF_8).lines().findFirst().map(Untrusted::line)
                    .orElse("").strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
