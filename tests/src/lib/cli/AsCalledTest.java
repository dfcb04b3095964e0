package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lib.catalog.Verb;
import lib.failure.Input;
import lib.failure.Text;
import org.junit.jupiter.api.Test;

/** A follow-up command works as it is printed: it means the same org as the run that printed it. */
class AsCalledTest {

    private static AsCalled called(Verb verb, Map<String, List<String>> given, String... variables) {
        return new AsCalled("tests/jbang sfjwt", verb, given, Set.of(variables), Optional.empty(), Optional.empty());
    }

    private static String said(Verb verb, Map<String, List<String>> given, String name, Object... arguments) {
        return called(verb, given).command(Text.Command.of(name, arguments));
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
    void generate_certs_once_more_is_told_the_same_of_the_certificate() {
        var given = Map.of("--output", List.of("--output", "my certs"), "--reuse-key", List.of("--reuse-key"));
        assertEquals("tests/jbang sfjwt generate-certs --output 'my certs' --force",
                said(Verb.GENERATE_CERTS, given, "generate-certs", "--force"));
        assertEquals("tests/jbang sfjwt steps", said(Verb.GENERATE_CERTS, given, "steps"));
    }

    @Test
    void an_argument_of_its_own_wins() {
        assertEquals("tests/jbang sfjwt doctor --profile other", said(Verb.GET_TOKEN,
                Map.of("--profile", List.of("--profile", "p")), "doctor", "--profile", "other"));
    }

    @Test
    void help_is_the_same_for_every_org() {
        assertEquals("tests/jbang sfjwt doctor --help",
                said(Verb.DOCTOR, Map.of("--profile", List.of("--profile", "p")), "doctor", "--help"));
        assertEquals("tests/jbang sfjwt --help", said(null, Map.of(), "--help"));
    }

    /** The usual files in a command stand for the key of this run's org. */
    @Test
    void a_key_is_called_by_its_own_place() {
        Text.Command usual = Text.Command.of("verify-key", Text.KEY, "--cert", Text.CERTIFICATE);
        assertEquals("tests/jbang sfjwt verify-key certs/server.key --cert certs/server.crt",
                called(Verb.GET_TOKEN, Map.of()).command(usual));
        assertEquals("tests/jbang sfjwt verify-key 'my prod/certs/acme.key' --cert 'my prod/certs/acme.crt'",
                called(Verb.GET_TOKEN, Map.of()).with(new KeyPlace("my prod/certs/acme.key", "my prod/certs/acme.crt"))
                        .command(usual));
    }

    @Test
    void a_certificate_is_renewed_beside_its_key() {
        Text.Command renew = Text.Command.of("generate-certs", "--reuse-key");
        AsCalled called = called(Verb.GET_TOKEN, Map.of());
        assertEquals("tests/jbang sfjwt generate-certs --reuse-key -o 'my prod/certs'",
                called.with(new KeyPlace("my prod/certs/server.key", "x.crt")).command(renew));
        assertEquals("tests/jbang sfjwt generate-certs --reuse-key -o .",
                called.with(new KeyPlace("server.key", "server.crt")).command(renew));
        for (String usual : new String[] {"certs/server.key", "-", "pkcs11:token=CI;object=key"}) {
            assertEquals("tests/jbang sfjwt generate-certs --reuse-key",
                    called.with(new KeyPlace(usual, "x.crt")).command(renew), usual);
        }
        assertEquals("tests/jbang sfjwt generate-certs -o elsewhere", called.with(new KeyPlace("a/b.key", "x.crt"))
                .command(Text.Command.of("generate-certs", "-o", "elsewhere")));
    }

    /** By the place that counts: the option, else the variable, else the file. */
    @Test
    void an_input_is_called_as_it_was_given() {
        var flag = Map.of("--username", List.of("--username", "x@y.z"));
        assertEquals("--username", called(Verb.GET_TOKEN, flag, "SFJWT_USERNAME").input(Input.USERNAME));
        assertEquals("SFJWT_USERNAME", called(Verb.GET_TOKEN, Map.of(), "SFJWT_USERNAME").input(Input.USERNAME));
        assertEquals("--username (\"subject\" in jwt.json)",
                called(Verb.GET_TOKEN, Map.of()).input(Input.USERNAME));
        assertEquals("--username (\"subject\" in profile p of my prod/jwt.json)", called(Verb.DOCTOR, Map.of(
                "--config", List.of("--config", "my prod/jwt.json"), "--profile", List.of("--profile", "p")))
                .input(Input.USERNAME));
    }

    @Test
    void of_many_orgs_the_one_is_meant_that_it_is_about() {
        AsCalled many = called(Verb.WHOAMI, Map.of("--all", List.of("--all"), "--config",
                List.of("--config", "a.json", "--config", "b.json"))).with(new KeyPlace("other.key", "other.crt"));
        assertEquals("tests/jbang sfjwt doctor -c 'my b.json' --profile p",
                many.meaning("my b.json", "p").command(Text.Command.of("doctor")));
        assertEquals("tests/jbang sfjwt verify-key certs/server.key",
                many.meaning("jwt.json", "").command(Text.Command.of("verify-key", Text.KEY)));
    }
}
