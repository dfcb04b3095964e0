package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import lib.keys.PrivateKeys;
import lib.keys.Tool;
import lib.text.ShellQuote;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key logs in from wherever it is: the same key in each place, at the demo org. */
class KeyPlacesTest extends AtDemoOrg {

    String pem;

    @BeforeEach
    void prepare() throws Exception {
        pem = Files.readString(folder.resolve("certs/server.key"));
    }

    @Test
    void stdin_logs_in_and_is_not_read_beyond_a_cap() {
        logsIn(demo.sfjwt().piping(bytes(pem)), "--key-file", "-");
        Sfjwt.Run run = demo.sfjwt().piping(new byte[PrivateKeys.LARGEST + 1]).run("get-token", "--key-file", "-",
                "--json");
        run.failsWith(3, "stdin_too_large");
        demo.sfjwt().run("get-token", "--key-file", "-", "--json").failsWith(3, "key_is_empty");
        run = demo.sfjwt().piping(bytes(pem)).run("verify-key", "-", "--cert", "certs/server.crt").exitsWith(0);
        assertTrue(run.out().startsWith("stdin: an RSA private key, and its numbers are right"), run::toString);
    }

    @Test
    void stdin_that_is_a_terminal_is_refused() {
        Sfjwt.Run run = demo.sfjwt().piping(null).run("get-token", "--key-file", "-", "--json").exitsWith(2);
        assertEquals("key_on_terminal", run.json().getString("code"));
        assertFalse(run.json().getString("fix").isEmpty());
    }

    @Test
    void stdin_is_no_place_for_a_jwt_json_to_name() {
        Sfjwt.Run run = demo.sfjwt().piping(bytes(pem)).run("setup-config", "--force", "--consumer-key", "k",
                "--username", "a@b", "--key-file", "-", "--json").exitsWith(2);
        assertEquals("key_not_in_file", run.json().getString("code"));
    }

    @Test
    void a_key_that_ci_bent_logs_in_and_is_told_so() throws Exception {
        String bent = pem.strip().replace("\n", "\\n");
        Sfjwt.Run run = logsIn(demo.sfjwt().with("SFJWT_PRIVATE_KEY", bent));
        assertEquals("sfjwt: warning: the key in SFJWT_PRIVATE_KEY was repaired: \\n written out made line breaks;"
                + " other programs may not read it like that\n", run.err());
        assertEquals("", logsIn(demo.sfjwt().with("SFJWT_PRIVATE_KEY", bent), "--quiet").err());
        Files.writeString(folder.resolve("certs/server.key"), Base64.getEncoder().encodeToString(bytes(pem)));
        run = logsIn(demo.sfjwt());
        assertTrue(run.err().contains("was repaired: base64 decoded"), run::toString);
    }

    @Test
    void what_a_program_prints_is_taken_from_the_shells_pipe_and_never_stored() throws Exception {
        Path elsewhere = Files.move(folder.resolve("certs"), folder.resolve("elsewhere"));
        assertTrue(Files.exists(elsewhere));
        String verified = inBash("verify-key <(cat elsewhere/server.key) --cert <(cat elsewhere/server.crt)");
        assertTrue(verified.contains("an RSA private key") && verified.contains("belongs to this key"), verified);
        String token = inBash("get-token --token-only --no-store --key-file <(cat elsewhere/server.key)");
        assertTrue(token.startsWith("00D"), token);
        assertTrue(inBash("setup-config --force --key-file <(cat elsewhere/server.key)").contains("gone once it is"));
        assertTrue(inBash("verify-key <(cat elsewhere/server.crt)").contains("the key from /dev/fd/"));
        String made = inBash("api sobjects/Account --data - --no-store --key-file <(cat elsewhere/server.key) "
                + "< <(echo '{\"Name\":\"Acme\"}')");
        assertTrue(made.contains("\"success\":true"), made);
    }

    /** Whoever wrote the file does not know whose pipe it will be, such as that of {@code make -j}. */
    @Test
    void a_jwt_json_names_no_pipe() throws Exception {
        Path config = folder.resolve("jwt.json");
        Files.writeString(config, Files.readString(config).replace("certs/server.key", "/dev/fd/9"));
        String said = inBash("get-token --no-store --json 9< <(cat certs/server.key)");
        assertTrue(said.contains("\"file_not_regular\""), said);
    }

    private String inBash(String arguments) throws Exception {
        var sfjwt = demo.sfjwt().process();
        String line = sfjwt.command().stream().map(ShellQuote::sh).collect(Collectors.joining(" "));
        Process bash = sfjwt.command("bash", "-c", line + " " + arguments).redirectErrorStream(true).start();
        bash.getOutputStream().close();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void a_key_store_logs_in_with_alias_and_passphrase_from_everywhere() throws Exception {
        Tool.run(folder, "openssl", "pkcs12", "-export", "-inkey", "certs/server.key", "-in", "certs/server.crt",
                "-name", "prod", "-passout", "pass:store secret", "-out", "keys.p12");
        Tool.keytool(folder, "-importkeystore", "-srckeystore", "keys.p12", "-srcstorepass", "store secret",
                "-destkeystore", "two.p12", "-deststoretype", "PKCS12");
        Tool.keytool(folder, "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=x", "-alias", "other",
                "-keystore", "two.p12");
        Files.writeString(folder.resolve("pass"), "store secret\n");
        logsIn(demo.sfjwt(), "--key-file", "keys.p12", "--passphrase-file", "pass");
        logsIn(demo.sfjwt().with("SFJWT_KEY_PASSPHRASE", "store secret"), "--key-file", "keys.p12");
        logsIn(demo.sfjwt().onTerminal("store secret"), "--key-file", "keys.p12");

        Sfjwt two = demo.sfjwt().with("SFJWT_KEY_PASSPHRASE", "changeit");
        Sfjwt.Run run = two.run("get-token", "--key-file", "two.p12", "--json").exitsWith(3);
        assertEquals("key_alias_needed", run.json().getString("code"));
        logsIn(two, "--key-file", "two.p12", "--key-alias", "prod");
        two.run("verify-key", "two.p12", "--key-alias", "dev", "--json").failsWith(3, "key_alias_unknown");

        two.run("setup-config", "--force", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username",
                DemoOrg.USERNAME, "--login-url", demo.org.url().toString(), "--key-file", "two.p12",
                "--key-alias", "prod").exitsWith(0);
        assertTrue(Files.readString(folder.resolve("jwt.json")).contains("\"keyAlias\": \"prod\""));
        logsIn(two);
        // the alias belongs to the store in jwt.json, not to a key in its place
        Tool.run(folder, "openssl", "pkcs12", "-export", "-inkey", "certs/server.key", "-in", "certs/server.crt",
                "-name", "another", "-passout", "pass:changeit", "-out", "another.p12");
        logsIn(two, "--key-file", "another.p12");
        logsIn(demo.sfjwt().with("SFJWT_KEY_PASSPHRASE", "changeit").with("SFJWT_KEY_ALIAS", "PROD"), "--key-file",
                "two.p12");
        String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("two.p12")));
        assertEquals("", logsIn(demo.sfjwt().with("SFJWT_KEY_PASSPHRASE", "changeit").with("SFJWT_KEY_ALIAS", "prod")
                .with("SFJWT_PRIVATE_KEY", base64)).err());
    }

    @Test
    void an_openssh_key_logs_in() throws Exception {
        // ssh-keygen rewrites a key in its own form when it changes the passphrase
        Files.copy(folder.resolve("certs/server.key"), folder.resolve("ssh"));
        Files.setPosixFilePermissions(folder.resolve("ssh"),
                PosixFilePermissions.fromString("rw-------"));
        Tool.run(folder, Map.of(), "ssh-keygen", "-q", "-p", "-P", "", "-N", "", "-f", "ssh");
        assertTrue(Files.readString(folder.resolve("ssh")).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----"));
        assertEquals("", logsIn(demo.sfjwt(), "--key-file", "ssh").err());
    }

    private static Sfjwt.Run logsIn(Sfjwt sfjwt, String... more) {
        Sfjwt.Run run = sfjwt.run(List.of("get-token", "--token-only"), more).exitsWith(0);
        assertTrue(run.out().startsWith("00DDEMO"), run::toString);
        return run;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
