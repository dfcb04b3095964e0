package lib.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lib.config.Environment;
import lib.config.Setting;
import lib.failure.Failure;
import lib.text.Quoted;
import lib.text.TimeSpan;

/**
 * Whether and how long tokens are kept for later calls, and where.
 *
 * @param folder empty for nowhere: every call logs in
 * @param ttl how long after its login a token is used again
 * @param after a stored token counts only if its login was later than that; {@link Instant#MAX} to log in in any case.
 *     The new token takes the old one's place
 * @param fleet the store that this machine shares with others, if it does
 */
public record StoreOptions(Optional<Path> folder, Duration ttl, Instant after, Optional<FleetPlace> fleet) {

    /** Answers carry no expiry, and the shortest session timeout that an org can choose is 15 minutes. */
    public static final Duration DEFAULT_TTL = Duration.ofMinutes(15);

    /** The longest session timeout that an org can choose. */
    static final Duration LONGEST_TTL = Duration.ofHours(24);

    /** Of this machine alone. */
    public StoreOptions(Optional<Path> folder, Duration ttl, boolean fresh) {
        this(folder, ttl, after(fresh), Optional.empty());
    }

    private static Instant after(boolean fresh) {
        return fresh ? Instant.MAX : Instant.MIN;
    }

    StoreOptions after(Instant earlier) {
        return new StoreOptions(folder, ttl, earlier, fleet);
    }

    boolean isFresh() {
        return after.equals(Instant.MAX);
    }

    boolean counts(StoredToken found, Instant now) {
        return found.savedAt().isAfter(after) && found.isFresh(ttl, now);
    }

    public static final StoreOptions NONE = new StoreOptions(Optional.empty(), DEFAULT_TTL, false);

    /**
     * @param ttl what --store-ttl says, or null; SFJWT_STORE_TTL has less say
     * @param fleet what --store says, or null; SFJWT_STORE has less say
     * @throws Failure {@code bad_store_ttl}, {@code bad_store} or {@code bad_path}
     */
    public static StoreOptions of(Setting<String> ttl, Setting<String> fleet, boolean fresh,
            Environment environment) {
        Setting<String> chosen = ttl != null ? ttl : environment.trimmed(Environment.STORE_TTL);
        Duration time = chosen == null ? DEFAULT_TTL : time(chosen);
        return time.isZero() ? new StoreOptions(Optional.empty(), time, fresh)
                : new StoreOptions(folder(environment), time, after(fresh), FleetPlace.of(fleet, environment));
    }

    /** Where tokens are kept, whatever the time that they are used for. */
    public static Optional<Path> folder(Environment environment) {
        return StorePlace.of(environment.variables(), environment.folder(), System.getProperty("os.name"));
    }

    private static Duration time(Setting<String> setting) {
        return TimeSpan.parse(setting.value()).filter(time -> time.compareTo(LONGEST_TTL) <= 0)
                .orElseThrow(() -> Failure.usage("bad_store_ttl",
                        setting.name() + " is " + Quoted.value(setting.value()),
                        "give a time of at most 24h, such as 600 (seconds), 15m or 2h; 0 keeps no token"));
    }
}
