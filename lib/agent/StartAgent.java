package lib.agent;

import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.files.FolderLock;
import lib.files.OwnerOnly;
import lib.files.Reason;

/**
 * Starts an agent that outlives this process and its terminal: this very program once more, with other arguments.
 */
public final class StartAgent {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST_LOG = 8 * 1024;
    /** A log that does not begin so is another program's, unless it is empty, as logrotate(8) leaves one. */
    static final String LOG_BEGINS = "# what sfjwt agent said since its last start\n";

    private StartAgent() {
    }

    /**
     * @param arguments those of {@code sfjwt agent} in the foreground
     * @param environment further variables of the new process
     */
    public record Request(AgentPlace place, Path folder, List<String> arguments, Map<String, String> environment) {
    }

    /**
     * Starts it and waits until it answers.
     *
     * @return what it says of itself
     * @throws Failure {@code agent_running}, {@code agent_failed} with its own words
     */
    public static JsonObject run(Request request) {
        request.place().prepare();
        Process process = start(request);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<JsonObject> health = new AgentClient(request.place()).health();
            if (health.isPresent()) {
                return health.get();
            }
            if (!process.isAlive()) {
                throw failed(request.place());
            }
            pause();
        }
        process.destroy();
        throw failed(request.place());
    }

    /**
     * Starts it where none is, and does not wait; that it cannot be started is nothing to whoever has a token. Of many
     * that do so at once, one starts it.
     */
    public static void leaveBehind(Request request, Clock clock) {
        try {
            request.place().prepare();
            try (var _ = FolderLock.takeFor(request.place().socket())) {
                if (!isStarting(log(request.place()), clock)) {
                    start(request);
                }
            }
        } catch (Failure e) {
            // an agent is there, or there is no place for one
        }
    }

    /** Whether another call has started one that has said nothing yet. */
    private static boolean isStarting(Path log, Clock clock) {
        try {
            Duration age = Duration.between(Files.getLastModifiedTime(log).toInstant(), clock.instant());
            return Files.size(log) == LOG_BEGINS.length() && age.abs().compareTo(PATIENCE) < 0;
        } catch (IOException e) {
            return false; // there is no log
        }
    }

    private static Process start(Request request) {
        var command = new ArrayList<>(detached());
        command.addAll(thisProgram());
        command.addAll(request.arguments());
        try {
            Path log = newLog(request.place());
            var builder = new ProcessBuilder(command).directory(request.folder().toAbsolutePath().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).redirectErrorStream(true);
            builder.environment().putAll(request.environment());
            return builder.start();
        } catch (IOException e) {
            throw Failure.of(Kind.NOT_EXECUTABLE, "agent_failed", "the agent cannot be started in the background",
                    Fix.of("run it in the foreground: ", Fix.command("agent"))).from(e);
        }
    }

    /** Out of this terminal's session, so that neither its Ctrl-C nor its end reaches the agent. */
    private static List<String> detached() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid").filter(file -> Files.isExecutable(Path.of(file))).findFirst()
                .map(List::of).orElse(List.of("/bin/sh", "-c", "trap '' HUP INT QUIT; exec \"$@\"", "sh"));
    }

    /**
     * This program with the same libraries; its own options would fit a run of half a second. A JVM would
     * reserve a gigabyte for its classes, which may be more than it is allowed (ulimit -v).
     */
    private static List<String> thisProgram() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-Xmx64m", "-Xmn8m", "-XX:CompressedClassSpaceSize=48m", "-XX:ReservedCodeCacheSize=24m",
                "-XX:TieredStopAtLevel=1", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20", "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism", "-XX:-CreateCoredumpOnCrash", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "sfjwt");
    }

    private static Path log(AgentPlace place) {
        return place.socket().resolveSibling("agent.log");
    }

    private static Path newLog(AgentPlace place) {
        Path log = log(place);
        try {
            refuseForeign(log);
            OwnerOnly.replace(log, LOG_BEGINS.getBytes(StandardCharsets.US_ASCII));
            return log;
        } catch (IOException e) {
            throw place.unusable("its folder cannot be written to: " + Reason.of(e)).from(e);
        }
    }

    private static void refuseForeign(Path log) throws IOException {
        if (Files.exists(log, LinkOption.NOFOLLOW_LINKS) && !(Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)
                && (Files.size(log) == 0 || start(log).startsWith(LOG_BEGINS)))) {
            throw Failure.file("file_exists", log + " exists already, and no sfjwt agent has written it",
                    "move it away, or name a socket in another folder: " + AgentPlace.VARIABLE
                            + "=/path/to/agent.sock");
        }
    }

    private static String start(Path log) throws IOException {
        try (var in = Files.newInputStream(log)) {
            return new String(in.readNBytes(LARGEST_LOG), StandardCharsets.UTF_8);
        }
    }

    private static Failure failed(AgentPlace place) {
        String said;
        try {
            said = start(log(place)).replace(LOG_BEGINS, "").strip();
        } catch (IOException e) {
            said = "";
        }
        return Failure.of(Kind.CHECK, "agent_failed", "the agent did not start"
                + (said.isEmpty() ? "" : "; it said: " + said), Fix.of("run it in the foreground: ",
                        Fix.command("agent")));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Kind.CHECK, "agent_failed", "interrupted while the agent starts",
                    Fix.of("ask for it: ", Fix.command("agent", "--status")));
        }
    }
}
