package lib.admin;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.config.Environment;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.json.Fields;
import lib.json.ForeignJson;
import lib.text.Quoted;
import lib.text.ShellQuote;
import lib.text.Untrusted;

/**
 * Asks the Salesforce CLI about the orgs that it is logged in to. Its own words are passed on where it fails.
 */
public final class SfCli {

    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int PATIENCE_SECONDS = 120;
    private static final int SECONDS_TO_READ = 3;
    private static final Pattern OBJECT_BEGINS = Pattern.compile("(?m)^\\{");
    /** FORCE_COLOR, which CI systems set, makes some releases color JSON too. */
    private static final Pattern COLOR = Pattern.compile("\\e\\[[0-9;]*m");

    private final Path folder;
    private final Map<String, String> environment;

    public SfCli(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** An org that sf is logged in to. */
    public record Known(String alias, String username, String instanceUrl, boolean isDefault, boolean connected) {
        /** What --target-org takes. */
        public String name() {
            return alias.isEmpty() ? username : alias;
        }
    }

    /** @throws Failure {@code sf_not_found}, {@code sf_failed} */
    public AdminToken token(String org) {
        JsonObject shown = ask("org", "display", "--target-org", org);
        String token = Fields.text(shown, "accessToken");
        // since May 2026, sf hides it here and has a command of its own for it
        boolean isHidden = token.isEmpty() || token.startsWith("[REDACTED]");
        if (isHidden) {
            token = Fields.text(ask("org", "auth", "show-access-token", "--target-org", org), "accessToken");
        }
        return AdminToken.of(Fields.text(shown, "instanceUrl"), token, "sf org display", isHidden
                ? "sf org auth show-access-token" : "sf org display", login("--target-org", org));
    }

    /** Each org once, the default one first. */
    public List<Known> orgs() {
        var found = new ArrayList<Known>();
        ask("org", "list").values().stream().filter(JsonArray.class::isInstance).map(JsonArray.class::cast)
                .flatMap(List::stream).filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                .map(org -> new Known(Fields.text(org, "alias"), Fields.text(org, "username"),
                        Fields.text(org, "instanceUrl"),
                        org.getBoolean("isDefaultUsername", false),
                        Fields.text(org, "connectedStatus").matches("Connected|Active|")))
                .filter(org -> !org.username().isEmpty())
                .filter(org -> found.stream().noneMatch(one -> one.username().equals(org.username())))
                .forEach(org -> found.add(org.isDefault() ? 0 : found.size(), org));
        return found;
    }

    private JsonObject ask(String... words) {
        var command = new ArrayList<String>();
        command.add(System.getProperty("os.name").startsWith("Windows") ? "sf.cmd" : "sf");
        command.addAll(List.of(words));
        command.add("--json");
        String said = "sf " + Stream.of(words).takeWhile(word -> !word.startsWith("--"))
                .collect(Collectors.joining(" "));
        Output output = output(command, said);
        JsonObject answer = json(output.out().toByteArray()).orElseThrow(() -> Failure.of(Kind.UNREACHABLE, "sf_failed",
                said + " did not answer with JSON" + output.complaint(), "run it by itself to see why: sf "
                        + Stream.of(words).map(ShellQuote::sh).collect(Collectors.joining(" "))));
        if (answer.get("result") instanceof JsonObject result && answer.getInt("status", 1) == 0) {
            return result;
        }
        String own = Untrusted.line(Fields.text(answer, "message"));
        throw Failure.of(Kind.UNREACHABLE, "sf_failed", said + " failed: " + (own.isEmpty() ? "without a word" : own),
                firstAction(answer).orElse(login(words)));
    }

    /** @param words those that asked; the last one is the org, where there is one */
    private static String login(String... words) {
        return "log sf in to the org again: sf org login web"
                + (List.of(words).contains("--target-org") ? alias(words[words.length - 1]) : "");
    }

    /** What a login adds so that this goes on being the org's name; a username is one by itself. */
    static String alias(String org) {
        return org.contains("@") ? "" : " --alias " + ShellQuote.sh(org);
    }

    /** What it said, in two streams that may still grow. */
    private record Output(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        /** The line that says what is wrong: an older sf that lacks a command says so here. */
        String complaint() {
            return COLOR.matcher(err.toString(StandardCharsets.UTF_8)).replaceAll("").lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).contains("error")).findFirst()
                    .map(line -> Untrusted.line(line.strip())).filter(line -> !Quoted.isSecret(line))
                    .map(line -> "; it says: " + line).orElse("");
        }
    }

    /** Warnings of plugins and of Node.js may stand around it, on lines of their own. */
    private static Optional<JsonObject> json(byte[] output) {
        String text = COLOR.matcher(new String(output, StandardCharsets.UTF_8)).replaceAll("");
        int end = text.lastIndexOf('}') + 1;
        return OBJECT_BEGINS.matcher(text).results().map(MatchResult::start).filter(start -> start < end).limit(10)
                .flatMap(start -> ForeignJson.ifObject(text.substring(start, end).getBytes(StandardCharsets.UTF_8))
                        .stream()).findFirst();
    }

    private Output output(List<String> command, String said) {
        var builder = new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File(nothing())));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().keySet().removeAll(Environment.keySecrets());
        Process process = start(builder);
        try {
            var output = new Output(new ByteArrayOutputStream(), new ByteArrayOutputStream());
            var reading = CompletableFuture.allOf(reading(process.getInputStream(), output.out()),
                    reading(process.getErrorStream(), output.err()));
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                end(process);
                throw Failure.of(Kind.UNREACHABLE, "sf_failed", said + " did not end within " + PATIENCE_SECONDS
                        + " seconds", "run it by itself to see what it waits for");
            }
            // what it leaves running, such as an update of its own, may hold the pipe open
            reading.completeOnTimeout(null, SECONDS_TO_READ, TimeUnit.SECONDS).join();
            return output;
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw Failure.of(Kind.UNREACHABLE, "interrupted", said + " was interrupted", "run it again");
        }
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw Failure.of(Kind.NOT_FOUND, "sf_not_found", "the Salesforce CLI (sf) is not on the PATH",
                    Fix.of("install it (npm install --global @salesforce/cli) and log in (sf org login web)",
                            Fix.terminal(", or set " + AdminSource.TOKEN_VARIABLE + " and "
                                    + AdminSource.URL_VARIABLE))).from(e);
        }
    }

    /** With what it started: on many machines sf is a script that starts the real one. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** In a thread of its own: one that waits at a pipe takes no worker from others, nor holds up the JVM's end. */
    private static CompletableFuture<Void> reading(InputStream stream, ByteArrayOutputStream output) {
        return CompletableFuture.runAsync(() -> read(stream, output), task -> Thread.ofPlatform().daemon().start(task));
    }

    private static void read(InputStream stream, ByteArrayOutputStream output) {
        try (InputStream in = stream) {
            byte[] some = new byte[8192];
            for (int n = in.read(some); n >= 0 && output.size() < LARGEST; n = in.read(some)) {
                output.write(some, 0, n);
            }
        } catch (IOException e) {
            // what came until then is judged
        }
    }

    private static String nothing() {
        return System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";
    }

    private static Optional<String> firstAction(JsonObject answer) {
        return answer.get("actions") instanceof JsonArray actions && !actions.isEmpty()
                && actions.getFirst() instanceof JsonString action ? Optional.of(Untrusted.line(action.getString()))
                : Optional.empty();
    }
}
