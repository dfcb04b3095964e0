package lib.demo;

import jakarta.json.JsonNumber;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Salesforce's questions about an assertion, in Salesforce's order: the first that is answered with no is the refusal.
 */
record AssertionCheck(Setup setup, LoginRate rate, Clock clock) {

    // Salesforce itself does not enforce an upper bound; the documented five minutes are kept here, so that a client
    // that passes is right everywhere. A minute more is for clocks that differ.
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(300 + 60);

    /**
     * The user who may log in.
     *
     * @param origin at which this org was asked
     * @throws Refused with the first no
     */
    DemoUser check(String compact, String origin) {
        ReceivedJwt assertion = ReceivedJwt.parse(compact);
        LoginApp app = assertion.claim("iss").flatMap(setup::app)
                .orElseThrow(() -> new Refused(TokenError.UNKNOWN_CLIENT));
        app.closed().ifPresent(AssertionCheck::refuse);
        refuseUnless(setup.address().isKnownAt(origin), TokenError.APP_NOT_FOUND);
        refuseUnless(app.key() != null && assertion.isSignedBy(app.key()), TokenError.ASSERTION);
        // a string, exactly: no array (RFC 7519 4.1.3 would allow one), no slash at the end
        refuseUnless(assertion.claim("aud").filter(aud -> setup.address().audience().takes(aud, origin)).isPresent(),
                TokenError.AUDIENCE);
        checkExpiry(assertion);
        DemoUser user = user(assertion);
        app.refuses(user).ifPresent(AssertionCheck::refuse);
        refuseUnless(rate.admits(user, clock.instant()), TokenError.TOO_MANY_LOGINS);
        return user;
    }

    private void checkExpiry(ReceivedJwt assertion) {
        // old samples of Salesforce's show a string here; RFC 7519 wants a number
        if (!(assertion.claims().get("exp") instanceof JsonNumber exp) || !exp.toString().matches("-?[0-9]+")) {
            throw new Refused(TokenError.ASSERTION);
        }
        Instant now = clock.instant();
        BigInteger seconds = new BigInteger(exp.toString());
        // also for a date too far ahead: milliseconds for seconds is known to end in these words
        refuseUnless(seconds.compareTo(BigInteger.valueOf(now.getEpochSecond())) > 0
                && (seconds.compareTo(BigInteger.valueOf(now.plus(LONGEST_LIFE).getEpochSecond())) <= 0
                || isSalesforceClis(assertion, seconds, now)),
                TokenError.EXPIRED);
    }

    /** The Salesforce CLI says milliseconds where it means seconds, and always adds an iat; it gets in all the same. */
    private static boolean isSalesforceClis(ReceivedJwt assertion, BigInteger exp, Instant now) {
        return assertion.claims().get("iat") instanceof JsonNumber
                && exp.divide(BigInteger.valueOf(1000)).compareTo(
                        BigInteger.valueOf(now.plus(LONGEST_LIFE).getEpochSecond())) <= 0;
    }

    private static DemoUser user(ReceivedJwt assertion) {
        // the legacy prn does not count: documentation asks for sub, and how Salesforce refuses prn is unknown
        String username = assertion.claim("sub").orElseThrow(() -> new Refused(TokenError.ASSERTION));
        // Salesforce does not tell whether a user exists
        return DemoUser.named(username).orElseThrow(() -> new Refused(TokenError.NOT_APPROVED_BY_USER));
    }

    private static void refuse(TokenError refusal) {
        throw new Refused(refusal);
    }

    private static void refuseUnless(boolean holds, TokenError refusal) {
        if (!holds) {
            throw new Refused(refusal);
        }
    }
}
