package lib.store;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;
import lib.failure.Warning;
import lib.files.Reason;
import lib.files.RunLock;
import lib.keys.KeySource;
import lib.keys.PrivateKeys;
import lib.keys.SigningKey;
import lib.token.GetToken;
import lib.token.TokenAnswer;

/**
 * Gets an access token: the stored one while it is fresh, else a new one, which is stored. Of many calls at once that
 * find none, one logs in.
 */
public final class ReuseToken {

    /** A longer --timeout is one that this login is known to need. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    private final Clock clock;
    private final NewLogin newLogin;

    public ReuseToken(Clock clock) {
        this(clock, new GetToken(clock));
    }

    public ReuseToken(Clock clock, GetToken getToken) {
        this.clock = clock;
        this.newLogin = new NewLogin(getToken, clock);
    }

    public record Request(GetToken.Request login, StoreOptions store) {

        /** The same login, with its key read now and held in memory. */
        public Request holdingKey() {
            OrgConfig holding = login.config().withKeys(key -> key.held(login.passphrase()));
            return new Request(new GetToken.Request(holding, login.http(), login.passphrase()), store);
        }

        /** The same login, with the token of a new one in any case. */
        public Request fresh() {
            return after(Instant.MAX);
        }

        /** The same login, with a token of one that was later than this, by whichever process or machine. */
        public Request after(Instant earlier) {
            return new Request(login, store.after(earlier));
        }
    }

    /**
     * @param config its first audience is the one that is known to work
     * @param age how long ago a stored token came from its login; empty for a new one
     * @param end when the token ends, where Salesforce tells
     * @param logins how many it took: none for a stored token, two where the likeliest audience was refused
     * @param warnings what a person should know although it worked
     */
    public record Result(OrgConfig config, TokenAnswer answer, Optional<Duration> age, Optional<Instant> end,
            int logins, List<Warning> warnings) {

        /**
         * Salesforce's fields and the conveniences; tokenSource, "store" or "login"; the audience that worked;
         * expires_at where it is known.
         */
        public JsonObject json() {
            var json = Json.createObjectBuilder(answer.withConveniences()).add("tokenSource", source())
                    .add("audience", config.audience());
            end.ifPresent(at -> json.add("expires_at", at.truncatedTo(ChronoUnit.SECONDS).toString()));
            return json.build();
        }

        Result warning(List<Warning> all) {
            return new Result(config, answer, age, end, logins, all);
        }

        public String source() {
            return age.isPresent() ? "store" : "login";
        }
    }

    /** @throws lib.failure.Failure for the key, the network or Salesforce's refusal; never for the store */
    public Result run(Request request) {
        Set<Warning> warnings = new LinkedHashSet<>();
        Result result = request.store().folder().map(folder -> stored(folder, request, warnings))
                .orElseGet(() -> newLogin.unremembered(request, warnings));
        warnings.addAll(result.warnings());
        return result.warning(List.copyOf(warnings));
    }

    private Result stored(Path folder, Request request, Set<Warning> warnings) {
        var store = new TokenStore(folder, odd -> warnings.add(Warning.of("token_store", odd)));
        Login login = Login.of(request.login().config());
        return fresh(store, login, request).map(found -> reused(found, request))
                .orElseGet(() -> logInOnce(store, login, request, warnings));
    }

    /** The file that its token is kept in; another call that logs in or out, or drops a token, changes it. */
    public static Optional<Path> entry(Request request) {
        return request.store().folder().map(folder -> TokenFile.of(folder, Login.of(request.login().config())));
    }

    /** Whether that file holds this token now. */
    public boolean keeps(Request request, String accessToken) {
        return request.store().folder().flatMap(folder -> new TokenStore(folder, _ -> { })
                .find(Login.of(request.login().config())))
                .filter(found -> found.answer().accessToken().equals(accessToken)).isPresent();
    }

    /** The login's config, with the audience in front that is known to work. */
    public static OrgConfig recalled(Request request) {
        OrgConfig config = request.login().config();
        return request.store().folder().map(folder -> new AudienceMemory(folder).recalled(config)).orElse(config);
    }

    /** Forgets a token that Salesforce no longer takes. */
    public void drop(Request request, String accessToken) {
        Login login = Login.of(request.login().config());
        request.store().folder().ifPresent(folder -> new TokenStore(folder, _ -> { }).forget(login, accessToken));
        request.store().fleet().ifPresent(place -> {
            try (FleetStore fleet = fleet(place, login, request, _ -> { })) {
                fleet.forget(accessToken);
            }
        });
    }

    private Result logInOnce(TokenStore store, Login login, Request request, Set<Warning> warnings) {
        if (!store.isWritable()) {
            return newLogin.unremembered(request, warnings);
        }
        try (var _ = lock(store, login, request).orElse(null)) {
            // between the first look and the lock, another call may have logged in
            Optional<StoredToken> others = fresh(store, login, request);
            if (others.isPresent()) {
                return reused(others.get(), request);
            }
            if (request.store().fleet().isPresent()) {
                return shared(request.store().fleet().get(), store, login, request, warnings);
            }
            Result result = newLogin.remembering(request);
            store.save(StoredToken.of(login, result.answer(), clock.instant()));
            return result;
        } catch (IOException e) {
            warnings.add(Warning.of("token_store", "the token store cannot be locked: " + Reason.of(e)));
            return newLogin.unremembered(request, warnings);
        }
    }

    /** The fleet's token, or one that this login gives the fleet; either is this machine's too from then on. */
    private Result shared(FleetPlace place, TokenStore store, Login login, Request request,
            Set<Warning> warnings) {
        var mine = new AtomicReference<Result>();
        try (FleetStore fleet = fleet(place, login, request,
                text -> warnings.add(Warning.of("token_store", text)))) {
            StoredToken token = fleet.once(found -> request.store().counts(found, clock.instant()), patience(request),
                    request.store().ttl(), clock, () -> {
                        mine.set(newLogin.remembering(request));
                        return StoredToken.of(login, mine.get().answer(), clock.instant());
                    });
            store.save(token);
            return mine.get() == null ? reused(token, request) : mine.get();
        }
    }

    /** @throws lib.failure.Failure for the key, which a login would meet too */
    private static FleetStore fleet(FleetPlace place, Login login, Request request, Consumer<String> warn) {
        SigningKey key = PrivateKeys.read(request.login().config().key(), request.login().passphrase());
        try {
            return new FleetStore(place, FleetSecret.of(key, login), login, request.login().http(), warn);
        } catch (GeneralSecurityException e) {
            throw Failure.file("key_inconsistent", "the private key cannot sign",
                    Fix.of("look closer: ", Fix.command("verify-key", Text.KEY))).from(e);
        }
    }

    private Optional<RunLock> lock(TokenStore store, Login login, Request request) throws IOException {
        return RunLock.take(store.lockFile(login), patience(request),
                () -> fresh(store, login, request).isPresent());
    }

    /** How long to wait for the login of another; after that this call logs in too, which costs one login more. */
    private static Duration patience(Request request) {
        Duration timeout = request.login().http().timeout();
        return timeout.compareTo(LEAST_PATIENCE) > 0 ? timeout : LEAST_PATIENCE;
    }

    private Optional<StoredToken> fresh(TokenStore store, Login login, Request request) {
        return request.store().isFresh() ? Optional.empty()
                : store.find(login).filter(found -> request.store().counts(found, clock.instant()));
    }

    private Result reused(StoredToken found, Request request) {
        Duration age = found.age(clock.instant());
        var warnings = new ArrayList<>(request.login().config().warnings());
        request.login().http().log().line("token from the store, " + age.toSeconds() + " s old");
        if (request.login().config().key() instanceof KeySource.InFile(var path, _)) {
            warnings.addAll(PrivateKeys.openness(path));
        }
        return new Result(recalled(request), found.answer(), Optional.of(age), found.end(), 0, warnings);
    }
}
