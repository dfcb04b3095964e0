package lib.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person has at hand, a log or some words, finds its row. */
class RefusalsInTextTest {

    private static List<String> ids(String text) {
        return Refusals.in(text).stream().map(Refusal::id).toList();
    }

    @Test
    void the_first_error_of_sfs_list_counts() {
        assertEquals(List.of("user_not_admin_approved"), ids("""
                Error (1): JwtGrantError: Error authenticating with JWT config due to:
                invalid_app_access: user is not admin approved to access this app [audience=https://x login=https://x]
                invalid_grant: audience is invalid [audience=https://login.salesforce.com login=https://x]
                """));
        assertEquals(List.of("sf_login_failed"), ids("JwtGrantError: something that nobody knows"));
    }

    @Test
    void words_find_what_has_them_all() {
        assertEquals(ids("user hasn't approved this consumer"), ids("hasnt approved this consumer"));
        assertEquals(List.of(), ids("zebra crossing"));
    }
}
