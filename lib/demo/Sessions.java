package lib.demo;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The sessions: access tokens that are valid, and the single-use passwords made from them.
 */
final class Sessions {

    /** Salesforce's id of the demo org, 15 characters and the 3 that check their case. */
    static final String ORG_ID = "00DDEMO00000org2DA";

    // Salesforce's default session timeout; each call made with the token starts it again
    private static final Duration TIMEOUT = Duration.ofHours(2);
    private static final Duration PASSWORD_LIFE = Duration.ofMinutes(1);
    private static final int MOST = 1000;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    private record Session(DemoUser user, Instant end) {
    }

    private record OneTimePassword(String token, Instant end) {
    }

    private final Map<String, Session> sessions = new Bounded<>();
    private final Map<String, OneTimePassword> passwords = new Bounded<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** A new access token. */
    synchronized String open(DemoUser user) {
        String token = ORG_ID.substring(0, 15) + "!AQ" + random(94);
        sessions.put(token, new Session(user, clock.instant().plus(TIMEOUT)));
        return token;
    }

    /** A token that is known beforehand, and counts until it is revoked. */
    synchronized void open(String token, DemoUser user) {
        sessions.put(token, new Session(user, Instant.MAX));
    }

    synchronized Optional<DemoUser> user(String token) {
        Session session = sessions.get(token);
        if (session == null || !clock.instant().isBefore(session.end())) {
            sessions.remove(token);
            return Optional.empty();
        }
        if (!session.end().equals(Instant.MAX)) {
            sessions.put(token, new Session(session.user(), clock.instant().plus(TIMEOUT)));
        }
        return Optional.of(session.user());
    }

    Optional<DemoUser> user(RecordedRequest request) {
        return request.bearer().flatMap(this::user);
    }

    /** Answers those alone whose token counts. */
    Function<RecordedRequest, Answer> known(BiFunction<DemoUser, RecordedRequest, Answer> answerer) {
        return request -> user(request).map(user -> answerer.apply(user, request)).orElse(ApiErrors.INVALID_SESSION);
    }

    /** Whether the token counted until now. */
    synchronized boolean end(String token) {
        boolean counted = user(token).isPresent();
        sessions.remove(token);
        return counted;
    }

    /** A password that opens the token's session once, if the token counts. */
    synchronized Optional<String> oneTimePassword(String token) {
        return user(token).map(user -> {
            String password = random(48);
            passwords.put(password, new OneTimePassword(token, clock.instant().plus(PASSWORD_LIFE)));
            return password;
        });
    }

    synchronized Optional<DemoUser> redeem(String password) {
        return Optional.ofNullable(passwords.remove(password))
                .filter(known -> clock.instant().isBefore(known.end()))
                .flatMap(known -> user(known.token()));
    }

    private String random(int length) {
        var text = new StringBuilder(length);
        random.ints(length, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return text.toString();
    }

    /** Forgets its oldest entry rather than grow without end. */
    private static final class Bounded<V> extends LinkedHashMap<String, V> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }
}
