package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import lib.catalog.Version;
import lib.config.Environment;
import lib.files.OnPath;
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
            return OnPath.find(command, environment.getOrDefault("PATH", ""))
                    .map(program -> ask(program, environment, patience)).filter(line -> !line.isEmpty())
                    .<JsonValue>map(Json::createValue).orElse(JsonValue.FALSE);
        } catch (RuntimeException e) {
            return JsonValue.FALSE;
        }
    }

    /** The first line that it answers with, or an empty one. */
    private static String ask(Path program, Map<String, String> environment, Duration patience) {
        String word = program.getFileName().toString().startsWith("openssl") ? "version" : "--version";
        try {
            var builder = new ProcessBuilder(program.toString(), word)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().keySet().removeAll(Environment.keySecrets());
            Process process = builder.start();
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
