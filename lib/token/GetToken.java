package lib.token;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.http.Http;
import lib.http.HttpOptions;
import lib.http.Retries;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.keys.SigningKey;
import lib.refusal.Stage;

/**
 * Gets an access token: reads the key, signs an assertion, exchanges it.
 */
public final class GetToken {

    /** Where it is chance which certificate a server knows, one login in a million is refused every time. */
    private static final int TURNS = 19;
    /** So many come at once; the others give the servers some time. */
    private static final int AT_ONCE = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Clock clock;
    private final Retries.Sleeper sleeper;

    public GetToken(Clock clock) {
        this(clock, Retries.Sleeper.REAL);
    }

    public GetToken(Clock clock, Retries.Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** @param again reads the config once more, where it is kept */
    public record Request(OrgConfig config, HttpOptions http, Passphrase passphrase, Supplier<OrgConfig> again) {

        public Request(OrgConfig config, HttpOptions http, Passphrase passphrase) {
            this(config, http, passphrase, () -> config);
        }

        /** The same login, by what is known of it besides. */
        public Request with(OrgConfig other) {
            return new Request(other, http, passphrase, again);
        }

        /** With a second key, where there is one by now: its replacement may have begun after the config was read. */
        private OrgConfig withTwoKeys() {
            try {
                return config.otherKey() == null ? config.withOtherKeyOf(again.get()) : config;
            } catch (Failure e) {
                return config;
            }
        }
    }

    /**
     * @param audience the one that worked
     * @param logins how many logins it took: more than one where an audience or a key was refused
     * @param warnings what a person should know although it worked
     */
    public record Result(OrgConfig config, String audience, int logins, TokenAnswer answer, List<Warning> warnings) {
    }

    /** @throws lib.failure.Failure for the key, the network or Salesforce's refusal, with the config's warnings */
    public Result run(Request request) {
        try {
            return logIn(request);
        } catch (Failure failure) {
            throw failure.warning(request.config().warnings());
        }
    }

    private Result logIn(Request request) {
        OrgConfig config = request.config();
        var http = new Http(request.http(), clock);
        http.expect(config.loginUrl().tokenEndpoint());
        var endpoint = new TokenEndpoint(http, Retries.of(request.http(), sleeper));
        var search = new AudienceSearch(request.http().log());
        try {
            return logIn(request, config, endpoint, search);
        } catch (Failure failure) {
            if (!Stage.SIGNATURE.refusals().contains(failure.code())) {
                throw failure;
            }
            OrgConfig two = request.withTwoKeys();
            if (two.otherKey() == null) {
                throw failure;
            }
            request.http().log().line("Salesforce knows another certificate; once more with " + two.otherKey());
            return withOtherKey(request.with(two), endpoint, search, failure);
        }
    }

    /**
     * While a key is replaced, some servers know the old certificate and some the new one, and each login may meet
     * another server: the keys take turns. Of two refusals the later one is told where its signature was taken.
     */
    private Result withOtherKey(Request request, TokenEndpoint endpoint, AudienceSearch search, Failure first) {
        OrgConfig other = request.config().withOtherKey(search.lastAsked());
        for (int turn = 0; turn < TURNS; turn++) {
            try {
                sleeper.sleep(turn < AT_ONCE ? Duration.ZERO : PAUSE);
                return logIn(request, turn % 2 == 0 ? other : request.config(), endpoint, search);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw first;
            } catch (Failure later) {
                request.http().log().line("that failed too: " + later.getMessage());
                if (!Stage.SIGNATURE.refusals().contains(later.code())) {
                    boolean fits = Stage.of(later.code()).filter(stage -> stage.compareTo(Stage.SIGNATURE) > 0)
                            .isPresent();
                    throw fits ? later : first;
                }
            }
        }
        throw first;
    }

    private Result logIn(Request request, OrgConfig config, TokenEndpoint endpoint, AudienceSearch search) {
        SigningKey key = PrivateKeys.read(config.key(), request.passphrase());
        List<Warning> warnings = new ArrayList<>(config.warnings());
        warnings.addAll(key.warnings());
        config.audienceWarning().map(odd -> Warning.of("audience_by_hand", odd)).ifPresent(warnings::add);
        AudienceSearch.Found found;
        try {
            found = search.run(config.audiences(), audience -> endpoint.exchange(config.loginUrl(),
                    () -> assertion(config, audience, key, request.http().log())));
        } catch (Failure refused) {
            throw OldCertificate.told(AudienceSearch.told(refused, config.audiences()), config.key(), key,
                    clock.instant());
        }
        found.exchanged().skew().ifPresent(skew -> warnings.add(Warning.of("clock_skew", skew.sentence())));
        return new Result(config, found.audience(), search.logins(), found.exchanged().answer(),
                List.copyOf(warnings));
    }

    private String assertion(OrgConfig config, String audience, SigningKey key, HttpOptions.Log log) {
        Claims claims = Claims.of(config, audience, clock.instant());
        log.line("signing " + claims.json());
        return Assertion.sign(claims, key);
    }
}
