package lib.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lib.failure.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTokenTest {

    private static final String TOKEN = "00Dxx0000000000!abc";

    @ParameterizedTest
    @CsvSource({
        "https://acme.my.salesforce.com/, https://acme.my.salesforce.com",
        "ACME.my.salesforce.com, https://acme.my.salesforce.com",
        "https://a--dev.sandbox.lightning.force.com/lightning/page/home, https://a--dev.sandbox.my.salesforce.com",
        "https://acme.my.salesforce-setup.com/lightning/setup/SetupOneHome/home, https://acme.my.salesforce.com",
        "https://na139.salesforce.com, https://na139.salesforce.com",
        "http://127.0.0.1:3132, http://127.0.0.1:3132"})
    void whatever_address_of_the_org_is_given_its_api_gets_the_token(String given, String org) {
        assertEquals(org, AdminToken.of(given, TOKEN, "SF_ORG_INSTANCE_URL", "SF_ACCESS_TOKEN", "").org().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://login.salesforce.com", "https://test.salesforce.com/", "https://evil.example",
        "http://acme.my.salesforce.com", "https://acme.my.salesforce.com@evil.example",
        "https://salesforce.com.evil.example"})
    void what_is_no_org_gets_no_token(String given) {
        assertEquals("admin_org_untrusted", assertThrows(Failure.class,
                () -> AdminToken.of(given, TOKEN, "SF_ORG_INSTANCE_URL", "SF_ACCESS_TOKEN", "")).code());
    }
}
