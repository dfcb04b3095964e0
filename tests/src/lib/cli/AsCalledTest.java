package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import lib.catalog.Verb;
import lib.failure.Text;
import org.junit.jupiter.api.Test;

/** A follow-up command works as it is printed: it means the same org as the run that printed it. */
class AsCalledTest {

    private static String said(Verb verb, Map<String, List<String>> given, String name, Object... arguments) {
        return new AsCalled("tests/jbang sfjwt", verb, given).command(Text.Command.of(name, arguments));
    }

    @Test
    void it_carries_the_config_the_org_and_the_company_roots() {
        Map<String, List<String>> given = Map.of("--config", List.of("--config", "my prod/jwt.json"));
        assertEquals("tests/jbang sfjwt get-token -c 'my prod/jwt.json'", said(Verb.DOCTOR, given, "get-token"));
        assertEquals("tests/jbang sfjwt setup-config -o 'my prod/jwt.json' --force",
                said(Verb.GET_TOKEN, given, "setup-config", "--force"));
        assertEquals("tests/jbang sfjwt verify-key k", said(Verb.GET_TOKEN, given, "verify-key", "k"));
        assertEquals("tests/jbang sfjwt doctor --login-url https://x.my.salesforce.com", said(Verb.GET_TOKEN,
                Map.of("--login-url", List.of("--login-url", "https://x.my.salesforce.com")), "doctor"));
        assertEquals("tests/jbang sfjwt whoami --cacert ca.pem",
                said(Verb.DOCTOR, Map.of("--cacert", List.of("--cacert", "ca.pem")), "whoami"));
    }

    @Test
    void steps_takes_the_profile_alone() {
        assertEquals("tests/jbang sfjwt steps --profile p", said(Verb.GET_TOKEN,
                Map.of("--profile", List.of("--profile", "p")), "steps"));
        assertEquals("tests/jbang sfjwt steps",
                said(Verb.GET_TOKEN, Map.of("--username", List.of("--username", "u@x.y")), "steps"));
    }

    @Test
    void what_setup_config_was_told_is_in_the_file() {
        assertEquals("tests/jbang sfjwt get-token -c prod.json", said(Verb.SETUP_CONFIG, Map.of("--output",
                List.of("--output", "prod.json"), "--username", List.of("--username", "u@x.y")), "get-token"));
    }

    @Test
    void an_argument_of_its_own_wins() {
        assertEquals("tests/jbang sfjwt doctor --profile other", said(Verb.GET_TOKEN,
                Map.of("--profile", List.of("--profile", "p")), "doctor", "--profile", "other"));
    }
}
