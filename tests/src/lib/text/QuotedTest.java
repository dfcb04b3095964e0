package lib.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {

    private static final String PEM = "-----BEGIN PRIVATE KEY-----\nMIIEcanary\n-----END PRIVATE KEY-----\n";

    @Test
    void an_ordinary_value_is_named_on_one_line() {
        assertEquals("\"ci@acme.example\"", Quoted.value("ci@acme.example"));
        assertEquals("\"a sfjwt: fix: rm\"", Quoted.value("a\nsfjwt: fix: rm"));
        assertTrue(Quoted.value("x".repeat(290) + "!" + "y".repeat(290)).length() < 510);
    }

    @ParameterizedTest
    @ValueSource(strings = {PEM, "-----BEGIN RSA PRIVATE KEY-----\\nMIIEcanary", "00D5g000004canary!AQEAQcanary",
            "eyJhbGciOiJSUzI1NiJ9.eyJcanary.sig", "https://acme.my.salesforce.com/x?sid=00D5g000004abcd!canary",
            "sid=00D5g000004abcd%21canary", "frontdoor.jsp?otp=Y2FuYXJ5Y2FuYXJ5", "force://Platform::canary@x",
            "force://PlatformCLI::canary@acme.my.salesforce.com", "https://ci:canary@acme.my.salesforce.com",
            "https:/ci:c%40nary@acme.my.salesforce.com/x", "rediss://u:canary@cache.example:6379/0",
            "redis://:canary@cache", "redis://:ca/nary+w=@cache:6379", "https://ci:ca/nary@acme.my.salesforce.com",
            "5Aep861TSESvWeug_xvFHRBTTbf_YrTWg",
            "7A3F55C1D9ABCDEF7A3F55C1D9ABCDEF7A3F55C1D9ABCDEF7A3F55C1D9ABCDEF",
            "4adypHPMDnNrpFNrVfbpymSn62beWL3opviYH/b+",
            "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCon8jmgyCkQ6kD",
            "4adypHPMDnNrpFNrVfbpymSn62beWL3opviYH_b-spEXFxiOngwo4KMC"})
    void what_looks_like_a_secret_is_not(String secret) {
        String said = Quoted.value(secret);
        assertEquals("(" + secret.length() + " characters that look like a key or a token)", said);
    }

    @Test
    void neither_is_base64_of_a_key() {
        assertFalse(Quoted.value(Base64.getEncoder().encodeToString(PEM.getBytes())).contains("TUlJ"));
        assertFalse(Quoted.value("MIIEvQIBADANBgkqhkiG9w0B" + "A".repeat(1600)).contains("MIIE"));
    }

    @Test
    void a_consumer_key_is_no_secret() {
        String key = "3MVG9Kip4IKAJXfebqe2CL4.qG7hdwqZ3DHO5CmEH0jwFz_8VhE8vcf6mM4AkV1Qn0R9d.z8l4Zz0h1Xw_abc";
        assertEquals("\"" + key + "\"", Quoted.value(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Users/JohnDoe/Documents/MyCompany/Salesforce2024/ProjectABC/certs/server.key",
            "/home/runner/work/External-Client-App-2024/Prod-EU-West-1/Region-A/Key-B/server.key",
            "/opt/Salesforce/DataLoader/v62.0/Configs/UAT2/JWTKeys/IntegrationUserCERT2025/private.pem",
            "C_/Program_Files/SFDX_Tools_2023/Acme_Corp_GmbH/Keys_For_QA_Org_01/JWT_Bearer_Flow"})
    void neither_is_a_long_path(String path) {
        assertFalse(Quoted.isSecret(path));
    }

    @Test
    void a_line_of_a_key_is_told_from_its_randomness() {
        var random = new SplittableRandom(11);
        byte[] bytes = new byte[48];
        int told = 0;
        for (int i = 0; i < 1000; i++) {
            random.nextBytes(bytes);
            told += Quoted.isSecret(Base64.getEncoder().encodeToString(bytes)) ? 1 : 0;
        }
        assertTrue(told > 990, "of 1000 lines " + told);
    }

    @Test
    void a_url_loses_its_login_and_its_query() {
        assertEquals("\"https://…@host/path\"", Quoted.url("https://me:canary@host/path"));
        assertEquals("\"…@host\"", Quoted.url("me:canary@host"));
        assertEquals("\"https://…@host\"", Quoted.url("https://me:ca/na#r?y@host"));
        assertEquals("\"https://host/x?…\"", Quoted.url("https://host/x?pw=canary#y"));
    }
}
