package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import lib.keys.Tool;
import lib.pkcs11.SoftHsm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that never leaves its token (SoftHSM), from generate-certs to a login at the demo org. */
class TokenKeyTest {

    private static final String MADE = "pkcs11:token=CI%20token;object=salesforce";

    @TempDir
    Path folder;

    @Test
    void a_key_made_in_the_token_logs_in() throws Exception {
        Sfjwt.Run run = hsm().run("generate-certs", "--key", MADE).exitsWith(0);
        assertTrue(run.out().contains("made in the token, and stays there"), run::toString);
        assertTrue(run.err().contains("--key-file '" + MADE + "'"), run::toString);
        assertFalse(Files.exists(folder.resolve("certs/server.key")));
        assertTrue(Tool.run(folder, "openssl", "req", "-verify", "-noout", "-in", "certs/server.csr").contains("OK"));
        assertTrue(Tool.run(folder, "openssl", "verify", "-CAfile", "certs/server.crt", "certs/server.crt")
                .contains("OK"));
        String listed = SoftHsm.pkcs11Tool("CI token", "-O");
        assertTrue(listed.contains("never extractable") && listed.contains("Certificate Object"), listed);

        run = hsm().run("verify-key", MADE, "--cert", "certs/server.crt").exitsWith(0);
        assertTrue(run.out().startsWith(MADE + ": an RSA private key that stays in its token"), run::toString);
        assertTrue(hsm().run("verify-key", MADE, "--json").json().getBoolean("inToken"));

        try (DemoOrg org = DemoOrg.start(0, Clock.systemUTC())) {
            org.register(Files.readAllBytes(folder.resolve("certs/server.crt")));
            hsm().run("setup-config", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username", DemoOrg.USERNAME,
                    "--login-url", org.url().toString(), "--key-file", MADE).exitsWith(0);
            assertTrue(Files.readString(folder.resolve("jwt.json")).contains(MADE));
            run = hsm().run("get-token", "--token-only", "-v").exitsWith(0);
            assertTrue(run.out().startsWith("00DDEMO"), run::toString);
            assertFalse((run.out() + run.err()).contains(SoftHsm.PIN), run::toString);
            String stored = hsm().with("SFJWT_STORE_DIR", "store").run("get-token", "--token-only").exitsWith(0).out();
            assertEquals(stored, new Sfjwt(folder).with("SFJWT_STORE_DIR", "store").run("get-token", "--token-only")
                    .exitsWith(0).out(), "neither library nor PIN is needed for a stored token");
            for (String profile : new String[] {"a", "b", "c", "d"}) {
                hsm().run("setup-config", "--profile", profile, "--consumer-key", DemoOrg.CONSUMER_KEY, "--username",
                        DemoOrg.USERNAME, "--login-url", org.url().toString(), "--key-file", MADE).exitsWith(0);
            }
            assertEquals(5, hsm().run("get-token", "--all").exitsWith(0).out().lines().count());
            // the alias is the label, and the library may be named by the URI
            new Sfjwt(folder).onTerminal(SoftHsm.PIN).run("get-token", "--token-only", "--key-alias", "salesforce",
                    "--key-file", "pkcs11:token=CI%20token?module-path=" + SoftHsm.LIBRARY).exitsWith(0);
        }

        // once more: the key that is there, in other files; and with --force in the same
        run = hsm().run("generate-certs", "--key", MADE, "-o", "again", "--json").exitsWith(0);
        assertEquals(MADE, run.json().getJsonObject("files").getString("key"));
        hsm().run("verify-key", MADE, "--cert", "again/server.crt").exitsWith(0);
        hsm().run("verify-key", MADE, "--cert", "certs/server.crt").exitsWith(0);
        assertCode(3, "file_exists", "generate-certs", "--key", MADE);

        // a renewal replaces the certificate in the token, which shows it without a PIN
        hsm().run("generate-certs", "--key", MADE, "--force", "--days", "7").exitsWith(0);
        String renewed = Tool.run(folder, "openssl", "x509", "-in", "certs/server.crt", "-noout", "-fingerprint",
                "-sha256");
        JsonObject shown = hsm().run("verify-key", MADE, "--json").exitsWith(0).json().getJsonObject("certificate");
        assertEquals(MADE, shown.getString("path"));
        assertTrue(renewed.contains(shown.getString("sha256")), renewed);
        String certificates = SoftHsm.pkcs11Tool("CI token", "-O", "--type", "cert");
        assertEquals(1, certificates.lines().filter(line -> line.contains("label:")).count(), certificates);
        run = new Sfjwt(folder).with("SFJWT_PKCS11_MODULE", SoftHsm.LIBRARY.toString()).run("orgs").exitsWith(0);
        assertTrue(run.err().contains("the certificate " + MADE + " expires in 6 days; make a new one for the same key:"
                + " sfjwt generate-certs --key '" + MADE + "' --force"), run::toString);
    }

    @Test
    void a_key_of_another_program_is_certified_and_found_from_then_on() throws Exception {
        SoftHsm.pkcs11Tool("CI token", "--keypairgen", "--key-type", "rsa:2048", "--label", "theirs", "--id", "77");
        String theirs = "pkcs11:token=CI%20token;id=%77";
        assertCode(3, "pkcs11_key_without_certificate", "verify-key", theirs);
        Sfjwt.Run run = hsm().run("generate-certs", "--key", theirs, "--reuse-key").exitsWith(0);
        assertTrue(run.out().contains("was in the token"), run::toString);
        hsm().run("verify-key", theirs, "--cert", "certs/server.crt").exitsWith(0);
        String certificates = SoftHsm.pkcs11Tool("CI token", "-O", "--type", "cert");
        assertEquals(1, certificates.lines().filter(line -> line.matches(" *ID: +77")).count(), certificates);
        SoftHsm.pkcs11Tool("CI token", "--read-object", "--type", "cert", "--id", "77", "-o",
                folder.resolve("read.der").toString());
        assertEquals(Tool.run(folder, "openssl", "x509", "-in", "certs/server.crt", "-outform", "PEM"),
                Tool.run(folder, "openssl", "x509", "-inform", "DER", "-in", "read.der"));
    }

    @Test
    void what_is_wrong_is_told() throws Exception {
        assertCode(3, "pkcs11_no_key", "generate-certs", "--key", "pkcs11:token=CI%20token;object=none", "--reuse-key");
        assertFalse(Files.exists(folder.resolve("certs")));
        assertCode(2, "bad_pkcs11_uri", "generate-certs", "--key", "server.key");
        assertCode(2, "pkcs11_pin_in_uri", "verify-key", "pkcs11:token=x?pin-value=1234");
        assertCode(3, "pkcs11_no_token", "verify-key", "pkcs11:token=none");
        Sfjwt.Run run = new Sfjwt(folder).run("verify-key", MADE, "--json").exitsWith(3);
        assertEquals("pkcs11_no_module", run.json().getString("code"));
        run = new Sfjwt(folder).with("SFJWT_PKCS11_MODULE", SoftHsm.LIBRARY.toString()).run("verify-key", MADE,
                "--json").exitsWith(2);
        assertEquals("pkcs11_pin_needed", run.json().getString("code"));
        Files.writeString(folder.resolve("jwt.json"), """
                {"consumerKey": "k", "subject": "a@b", "privateKeyFile": "pkcs11:token=x?module-path=/tmp/evil.so"}""");
        assertCode(3, "pkcs11_module_untrusted", "get-token");
    }

    /** OpenSC's spy writes down what the token is asked for: a wrong PIN is one of the few tries that there are. */
    @Test
    void a_wrong_pin_is_tried_once_however_many_orgs_want_it() throws Exception {
        Files.writeString(folder.resolve("jwt.json"), """
                {"consumerKey": "k", "subject": "a@b.example", "loginUrl": "http://127.0.0.1:1",
                "privateKeyFile": "%s", "profiles": {"b": {}, "c": {}, "d": {}}}""".formatted(MADE));
        String out = spied(3, "87654321", "get-token", "--all", "--no-store", "--json");
        assertEquals(4, out.split("pkcs11_pin_wrong", -1).length - 1, out);
        assertEquals(1, calls("C_Login"));
    }

    /** A card has few sessions to give; SunPKCS11 keeps up to three of its own. */
    @Test
    void sessions_are_closed_when_they_have_been_asked() throws Exception {
        spied(0, SoftHsm.PIN, "generate-certs", "--key", "pkcs11:token=Main;object=spied");
        assertTrue(calls("C_OpenSession") - calls("C_CloseSession") <= 3, "sessions that stay open");
    }

    private String spied(int exit, String pin, String... words) throws Exception {
        Path spy = Stream.of("/usr/lib/x86_64-linux-gnu/pkcs11-spy.so", "/usr/lib/aarch64-linux-gnu/pkcs11-spy.so")
                .map(Path::of).filter(Files::exists).findFirst().orElseThrow();
        var builder = new Sfjwt(folder).process(words);
        builder.environment().putAll(Map.of("SFJWT_PKCS11_MODULE", spy.toString(), "SFJWT_KEY_PASSPHRASE", pin,
                "LC_ALL", "C.UTF-8", "PKCS11SPY", SoftHsm.LIBRARY.toString(), "PKCS11SPY_OUTPUT",
                folder.resolve("spied").toString()));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        assertEquals(exit, process.waitFor(), out);
        return out;
    }

    private long calls(String name) throws Exception {
        return Files.readString(folder.resolve("spied")).lines().filter(line -> line.endsWith(": " + name)).count();
    }

    private void assertCode(int exit, String code, String... args) {
        hsm().run(List.of(args), "--json").failsWith(exit, code);
    }

    private Sfjwt hsm() {
        return new Sfjwt(folder).with("SFJWT_PKCS11_MODULE", SoftHsm.LIBRARY.toString())
                .with("SFJWT_KEY_PASSPHRASE", SoftHsm.PIN);
    }
}
