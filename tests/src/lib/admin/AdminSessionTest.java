package lib.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.Map;
import lib.failure.Failure;
import lib.http.HttpOptions;
import lib.http.RawServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminSessionTest {

    /** To callers of the data API, the same refusal is about an object. */
    @ParameterizedTest
    @CsvSource({"INSUFFICIENT_ACCESS, admin_not_allowed, Modify Metadata",
        "INSUFFICIENT_ACCESS_OR_READONLY, admin_not_allowed, Assign Permission Sets",
        "REQUEST_LIMIT_EXCEEDED, api_refused, raise the org's limit"})
    void a_session_whose_user_lacks_a_right_is_told_which(String said, String code, String fix) {
        try (RawServer org = RawServer.json(403, "[{\"errorCode\": \"" + said + "\", \"message\": \"no\"}]")) {
            var session = new AdminSession(() -> new AdminToken(org.uri(), "00Dxx0000000000!abc"),
                    HttpOptions.defaults(Map.of()), Clock.systemUTC());
            Failure refused = assertThrows(Failure.class, () -> session.getAt("/services/data/v66.0/x"));
            assertEquals(code, refused.code());
            assertEquals("no", refused.json().getString("salesforceDescription"));
            assertEquals(403, refused.json().getInt("httpStatus"));
            assertTrue(refused.fix().toString().contains(fix), refused.fix()::toString);
            assertEquals(said, refused.json().getString("salesforceError"));
        }
    }
}
