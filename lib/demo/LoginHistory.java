package lib.demo;

import java.time.Clock;
import java.util.Optional;

/**
 * Notes each login of a known user in the org's login history, which says more than the token endpoint does.
 */
record LoginHistory(Setup setup, Clock clock) {

    void loggedIn(DemoUser user, String assertion) {
        note(user, assertion, "Success");
    }

    /** @param assertion null where none was sent; one that names no user of the org leaves no trace */
    void refused(TokenError refusal, String assertion) {
        try {
            Optional.ofNullable(assertion).map(ReceivedJwt::parse).flatMap(sent -> sent.claim("sub"))
                    .flatMap(DemoUser::named).ifPresent(user -> note(user, assertion, status(refusal)));
        } catch (Refused e) {
            // no assertion at all
        }
    }

    private void note(DemoUser user, String assertion, String status) {
        String app = ReceivedJwt.parse(assertion).claim("iss").flatMap(setup::app).map(LoginApp::name).orElse("");
        setup.admin().log().add(user.id(), app, clock.instant(), status);
    }

    /** As LoginHistory.Status words it; of some, public reports show the words, of others they are like those. */
    private static String status(TokenError refusal) {
        return switch (refusal) {
            case NOT_APPROVED_BY_ADMIN, NOT_APPROVED_BY_USER -> "Failed: Not approved for access";
            case INACTIVE -> "User is Inactive";
            case FROZEN -> "User Is Frozen";
            case IP_RESTRICTED -> "Restricted IP";
            case TOO_MANY_LOGINS -> "Login Rate Exceeded";
            case UNKNOWN_CLIENT, APP_NOT_FOUND -> "Failed: Consumer Not Found";
            case APP_BLOCKED -> "Failed: App blocked by admin";
            case ASSERTION -> "Failed: Invalid Signature";
            default -> "Failed: " + refusal.description();
        };
    }
}
