package lib.doctor;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Text;
import lib.failure.Voice;
import lib.http.HttpOptions;
import lib.http.Retries;
import lib.keys.Passphrase;

/**
 * Goes through everything that a login needs, from the config file to what the token can do, and says the one thing to
 * do next.
 */
public final class Doctor {

    private static final List<Check> CHECKS = Stream.of(ConfigChecks.CHECKS, KeyChecks.CHECKS, CertificateChecks.CHECKS,
            OrgChecks.CHECKS, AssertionChecks.CHECKS, NetworkChecks.CHECKS, LoginChecks.CHECKS, AccessChecks.CHECKS,
            UserInOrgChecks.CHECKS, AppInOrgChecks.CHECKS, EntryChecks.CHECKS).flatMap(List::stream).toList();

    private final Clock clock;
    private final Retries.Sleeper sleeper;
    private final AdminSession admin;
    private final Repair repair;

    public Doctor(Clock clock) {
        this(clock, Retries.Sleeper.REAL);
    }

    public Doctor(Clock clock, Retries.Sleeper sleeper) {
        this(clock, sleeper, null, null);
    }

    private Doctor(Clock clock, Retries.Sleeper sleeper, AdminSession admin, Repair repair) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.admin = admin;
        this.repair = repair;
    }

    /** Knows the command that makes or mends the app of a login. */
    @FunctionalInterface
    public interface Repair {
        /**
         * Empty where none of our commands can.
         *
         * @param app empty where the org has none for this login
         * @param settings the app's, where they could be read
         * @param options what the mending takes besides
         */
        Optional<Text.Command> of(OrgConfig login, Optional<AppInOrg> app, Optional<AppSettings> settings,
                List<String> options);
    }

    /** One who can ask the org, too, what a refusal hides. */
    public Doctor asking(AdminSession session, Repair mending) {
        return new Doctor(clock, sleeper, session, mending);
    }

    /**
     * @param config what is examined; its failure is the first finding
     * @param configFile where it is kept; null or absent where it is in no file
     * @param environment where one is, for paths as a person would type them, and what is on the PATH
     * @param certificate null to look beside the key
     * @param patience how long to go on while the refusal is one that may pass
     * @param tryAudience whether to log in a second time, with the other audience, where that may be the reason
     * @param last the part to end with
     */
    public record Request(Supplier<OrgConfig> config, Path configFile, Environment environment, Path certificate,
            HttpOptions http, Passphrase passphrase, WaitTime patience, boolean tryAudience, Phase last) {

        /** The examination of what a command would use. */
        public Request(ConfigSources sources, Path certificate, HttpOptions http, Passphrase passphrase,
                WaitTime patience, boolean tryAudience, Phase last) {
            this(sources::resolve, sources.file(), sources.environment(), certificate, http, passphrase, patience,
                    tryAudience, last);
        }

        boolean hasConfigFile() {
            return configFile != null && Files.exists(configFile);
        }
    }

    /** Told what is going on. What it throws ends the examination. */
    public interface Progress {
        Progress NONE = new Progress() { };

        default void began(Phase phase, String check) {
        }

        default void found(Examined examined) {
        }

        default void waits(Wait wait) {
        }
    }

    /**
     * A pause between two logins.
     *
     * @param refusal what the last one ended with, in few words
     * @param tries how many there were so far
     * @param left the time until the waiting ends
     */
    public record Wait(String refusal, int tries, Duration pause, Duration left) {
        /** Fits on a line: "user hasn't approved this consumer: login 3 in 30 s, 11 min 20 s left". */
        public String sentence() {
            return refusal + ": login " + (tries + 1) + " in " + WaitTime.words(pause) + ", " + WaitTime.words(left)
                    + " left";
        }
    }

    /**
     * @param login what the login failed with; empty where it did not, or was not tried
     * @param diagnosis empty unless Salesforce refused the login
     */
    public record Result(List<Examined> checks, Optional<Failure> login, Optional<Diagnosis> diagnosis) {

        public Result {
            checks = List.copyOf(checks);
        }

        /** Whether no check failed; warnings do not count. */
        public boolean healthy() {
            return with(State.FAILED).isEmpty();
        }

        public List<Examined> with(State state) {
            return checks.stream().filter(one -> one.finding().state() == state).toList();
        }

        /** The one thing to do next. */
        public Fix next() {
            return diagnosis.map(Diagnosis::next).or(() -> toMend().map(one -> one.finding().fix()))
                    .orElse(Fix.of(Fix.command("get-token")));
        }

        private JsonObject whereNext() {
            return diagnosis.isPresent() ? next().at() : toMend().map(Examined::at).orElseGet(() -> next().at());
        }

        /** The first check that failed, else the first that warns, whose finding says what to do. */
        private Optional<Examined> toMend() {
            return Stream.of(State.FAILED, State.WARNING).flatMap(state -> with(state).stream())
                    .filter(one -> !one.finding().fix().isEmpty()).findFirst();
        }

        /** The failure of kind check to end with; empty where all is well. */
        public Optional<Failure> failure() {
            List<Examined> failed = with(State.FAILED);
            return failed.isEmpty() ? Optional.empty() : Optional.of(Failure.of(Kind.CHECK, "checks_failed",
                    failed.size() + " of " + checks.size() + " checks failed: "
                            + String.join(", ", failed.stream().map(Examined::name).toList()),
                                    next()).with(this::json));
        }

        /** {@code {"healthy", "checks": […], "diagnosis": {…}, "next", "at"}}; see {@link Fix#at}. */
        public JsonObject json(Voice voice) {
            var list = Json.createArrayBuilder();
            checks.forEach(one -> list.add(one.json(voice)));
            var json = Json.createObjectBuilder().add("healthy", healthy()).add("checks", list);
            diagnosis.ifPresent(why -> json.add("diagnosis", why.json(voice)));
            return json.add("next", next().say(voice)).add("at", whereNext()).build();
        }
    }

    /** Throws nothing that a check can report. */
    public Result run(Request request, Progress progress) {
        var evidence = new Evidence(request, clock, sleeper, progress);
        if (admin != null) {
            evidence.add(Fact.SESSION, admin);
            evidence.add(Fact.REPAIR, repair);
        }
        for (Check check : CHECKS) {
            if (!isWanted(check.phase(), request)) {
                continue;
            }
            progress.began(check.phase(), check.name());
            progress.found(check.examine(evidence));
        }
        return new Result(evidence.examined(), evidence.find(Fact.LOGIN_FAILURE), Diagnosis.of(evidence));
    }

    private boolean isWanted(Phase phase, Request request) {
        return phase == Phase.ORG ? admin != null && request.last() != Phase.OFFLINE
                : phase.compareTo(request.last()) <= 0;
    }
}
