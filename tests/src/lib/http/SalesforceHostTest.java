package lib.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose host a name is. */
class SalesforceHostTest {

    @ParameterizedTest
    @ValueSource(strings = {"login.salesforce.com", "acme.my.salesforce.com", "acme--dev.sandbox.my.salesforce.com",
            "na1.salesforce.com", "acme.my.site.com", "acme.force.com", "acme.my.salesforce.mil", "acme.cloudforce.com",
            "acme.crmforce.mil", "acme.my.sfcrmproducts.cn", "salesforce.com"})
    void salesforce_s_own(String host) {
        assertTrue(SalesforceHost.isSalesforce(host));
        assertFalse(SalesforceHost.isLoopback(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evilsalesforce.com", "evilcrmforce.mil", "evilsite.com", "salesforce.com.evil.example",
            "salesforce.com.", "salesforce.co", "salesforce", "com", "", "salesforce.com-evil.example",
            "127.0.0.1.evil.example", "0.0.0.0", "128.0.0.1", "127.0.0.256", "127.1", "[::]", "[::ffff:127.0.0.1]",
            "localhost.evil.example", "localhost."})
    void somebody_else_s(String host) {
        assertFalse(SalesforceHost.isSalesforce(host));
        assertFalse(SalesforceHost.isLoopback(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.255.0.9", "[::1]"})
    void this_machine_s(String host) {
        assertTrue(SalesforceHost.isLoopback(host));
        assertFalse(SalesforceHost.isSalesforce(host));
    }
}
