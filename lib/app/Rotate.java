package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import lib.admin.AdminSession;
import lib.failure.Failure;

/**
 * Replaces the key and the app's certificate without a moment in which no login works: jwt.json knows both keys for as
 * long as a server may know either certificate. Each step is kept in jwt.json, so that a run that was killed is gone on
 * with, to the end or back.
 */
public final class Rotate {

    private final Clock clock;

    public Rotate(Clock clock) {
        this.clock = clock;
    }

    /** What is to be done. */
    public enum Mode {
        ROTATE,
        /** Remove the old key, now. */
        FINISH,
        /** Go back to the old key. */
        ABORT
    }

    /**
     * @param session null where a person uploads the certificate
     * @param app null where it is to be found by its certificate
     * @param profile of jwt.json, null for its top level
     * @param overlap how long logins with the new key must have worked before the old one is retired
     * @param shown a path as a person would type it
     */
    public record Request(AdminSession session, AppName app, Path config, String profile, Mode mode, Duration overlap,
            FirstLogin.Way way, Function<Path, String> shown) {
    }

    /** Told how it goes; asked once, where a session of an administrator is to be used. */
    public interface Progress {
        void began(String what);

        void done(String what);

        void status(String how);

        /** What is said of a refusal is about this key. */
        void logsInWith(Path key);

        /** @return whether to go on */
        boolean confirm(String question);

        /** What a person has to do in Setup. */
        void click(String what);
    }

    /**
     * @param key the one that logs in from now on
     * @param retired the old one's backup; null where there is none
     */
    public record Result(Path key, Path retired, List<String> done) {
        public JsonObject json() {
            var json = Json.createObjectBuilder().add("success", true).add("privateKeyFile", key.toString());
            if (retired != null) {
                json.add("retiredKeyFile", retired.toString());
            }
            return json.add("done", Json.createArrayBuilder(done)).build();
        }
    }

    /** @throws Failure for whatever says no; a login works at any time, and the same command goes on from there */
    public Result run(Request request, Progress progress) {
        return new Rotation(request, progress, clock).run();
    }
}
