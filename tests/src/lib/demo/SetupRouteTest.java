package lib.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SetupRouteTest {

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());
    private final Caller caller = new Caller(org);

    private void assertUnusable(String what, byte[] upload) throws Exception {
        var answer = caller.post("/demo/app", upload);
        assertEquals(400, answer.statusCode(), answer.body());
        String error = Caller.json(answer).getString("error");
        assertTrue(error.contains(what), error);
        assertTrue(Caller.json(caller.get("/demo")).isNull("app"), "nothing may be registered");
        assertEquals("certificate_unusable", assertThrows(Failure.class, () -> org.register(upload)).code());
    }

    private static byte[] both(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    @Test
    void which_audience_and_which_hosts_can_be_told() throws Exception {
        org.register(TestCertificate.RSA.pem());
        String own = org.url().toString();
        String login = "https://login.salesforce.com";
        String test = "https://test.salesforce.com";
        var takes = Map.of("own", List.of(own), "login", List.of(login), "test", List.of(test),
                "either", List.of(own, login, test));
        for (var wanted : takes.entrySet()) {
            var answer = caller.post("/demo/login", ("audience=" + wanted.getKey()).getBytes());
            assertEquals(wanted.getKey(), Caller.json(answer).getString("audience"));
            for (String audience : List.of(own, login, test, own + "/", login + "/", "")) {
                assertEquals(wanted.getValue().contains(audience) ? 200 : 400,
                        caller.exchange(Jwt.right(audience).signed()).statusCode(), wanted + " " + audience);
            }
        }
        caller.post("/demo/login", "audience=own&hosts=localhost".getBytes());
        assertTrue(caller.exchange(Jwt.right(own).signed()).body().contains("app_not_found"));
        assertEquals(List.of("localhost"), Caller.json(caller.get("/demo")).getJsonObject("login")
                .getJsonArray("hosts").getValuesAs(JsonString::getString));
        caller.post("/demo/login", "hosts=127.0.0.1".getBytes());
        assertEquals(200, caller.exchange(Jwt.right(own).signed()).statusCode());
    }

    @Test
    void what_it_cannot_be_told_changes_nothing() throws Exception {
        for (String form : List.of("audience=mine", "audience=own&audience=login", "audience=%zz")) {
            assertEquals(400, caller.post("/demo/login", form.getBytes()).statusCode(), form);
        }
        assertEquals("own", Caller.json(caller.get("/demo")).getJsonObject("login").getString("audience"));
    }

    @Test
    void an_uploaded_certificate_makes_logins_work() throws Exception {
        var answer = caller.post("/demo/app", TestCertificate.RSA.pem());

        assertEquals(200, answer.statusCode(), answer.body());
        var app = Caller.json(answer);
        assertEquals(DemoOrg.CONSUMER_KEY, app.getString("consumerKey"));
        assertEquals("integration@demo.example", app.getString("username"));
        assertEquals(org.url().toString(), app.getString("loginUrl"));
        assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(TestCertificate.RSA.der())),
                app.getString("certificateSha256"));
        assertEquals(app, Caller.json(caller.get("/demo")).getJsonObject("app"));
        caller.logIn();
    }

    @Test
    void der_and_pem_with_text_around_it_are_taken_too() throws Exception {
        String sha256 = org.register(TestCertificate.RSA.pem()).certificateSha256();
        byte[] withText = both("subject: CN = demo - a test\r\n".getBytes(), TestCertificate.RSA.pem());
        byte[] windows = new String(TestCertificate.RSA.pem()).replace("\n", "\r\n").getBytes();

        assertEquals(sha256, org.register(TestCertificate.RSA.der()).certificateSha256());
        assertEquals(sha256, org.register(withText).certificateSha256());
        assertEquals(sha256, org.register(windows).certificateSha256());
        assertEquals(sha256, org.register(both("\ufeff".getBytes("UTF-8"), windows)).certificateSha256());
    }

    @Test
    void a_private_key_is_never_taken_not_even_beside_its_certificate() throws Exception {
        byte[] key = TestCertificate.RSA.keyPem();
        byte[] pkcs1 = TestCertificate.openssl(List.of("openssl", "rsa", "-traditional"), key);

        assertUnusable("private key", key);
        assertUnusable("private key", pkcs1);
        assertUnusable("private key", both(TestCertificate.RSA.pem(), key));
        assertUnusable("private key", TestCertificate.openssl(
                List.of("openssl", "pkcs8", "-topk8", "-nocrypt", "-outform", "DER"), key));
        assertUnusable("private key", TestCertificate.openssl(
                List.of("openssl", "rsa", "-traditional", "-outform", "DER"), key));
        assertTrue(Caller.json(caller.post("/demo/app", key)).getString("fix").contains("never upload a key"));
    }

    @Test
    void other_files_are_named_for_what_they_are() throws Exception {
        byte[] key = TestCertificate.RSA.keyPem();
        byte[] publicKey = TestCertificate.openssl(List.of("openssl", "pkey", "-pubout"), key);
        byte[] der = TestCertificate.RSA.der();

        assertUnusable("nothing was sent", new byte[0]);
        assertUnusable("not a certificate", "{\"consumerKey\":\"x\"}".getBytes());
        assertUnusable("CSR", "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----"
                .getBytes());
        assertUnusable("public key", publicKey);
        assertUnusable("more than one certificate", both(TestCertificate.RSA.pem(), TestCertificate.OTHER_RSA.pem()));
        assertUnusable("follows", both(der, new byte[1]));
        assertUnusable("cannot be read", Arrays.copyOf(der, der.length - 1));
        assertUnusable("cannot be read", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----".getBytes());
        assertUnusable("not a certificate", "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----".getBytes());
    }

    @Test
    void a_key_that_cannot_sign_rs256_is_refused() throws Exception {
        assertUnusable("not RSA", TestCertificate.make("ec", "-pkeyopt", "ec_paramgen_curve:P-256").pem());
        assertUnusable("not RSA", TestCertificate.make("ed25519").pem());
        assertUnusable("not RSA", TestCertificate.make("rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048").pem());
        assertUnusable("1024 bits", TestCertificate.make("rsa:1024").pem());
    }

    @Test
    void a_file_over_4_kb_is_refused_in_words() throws Exception {
        assertUnusable("at most 4 KB", both(TestCertificate.RSA.pem(), " ".repeat(4096).getBytes()));
        assertUnusable("at most 4 KB", new byte[64 * 1024]);
    }

    @Test
    void damaged_certificates_are_refused_and_never_an_error_inside() throws Exception {
        byte[] der = TestCertificate.RSA.der();
        for (int i = 0; i < der.length; i++) {
            byte[] damaged = der.clone();
            damaged[i] ^= (byte) 0xff;
            try {
                org.register(damaged);
            } catch (Failure e) {
                assertEquals("certificate_unusable", e.code());
            }
        }
    }

    @Test
    void the_overview_lists_every_user_and_what_to_expect() throws Exception {
        var overview = Caller.json(caller.get("/demo"));

        assertEquals(DemoOrg.CONSUMER_KEY, overview.getString("consumerKey"));
        assertEquals(org.url().toString(), overview.getString("loginUrl"));
        assertTrue(overview.isNull("app"));
        var users = overview.getJsonArray("users");
        assertEquals(DemoUser.values().length, users.size());
        assertEquals("user is inactive",
                users.getJsonObject(DemoUser.INACTIVE.ordinal()).getString("error_description"));
    }

    @Test
    void the_home_page_shows_the_commands_with_this_orgs_url() throws Exception {
        var page = caller.get("/");

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("curl --data-binary @certs/server.crt " + org.url() + "/demo/app"));
        assertTrue(page.body().contains(DemoOrg.CONSUMER_KEY));
    }
}
