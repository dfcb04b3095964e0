package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import lib.keys.Openssl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Salesforce CLI: what it is called with, where a script stands for it, and what it makes of that. */
class SfLoginCommandTest extends AtDemoOrg {

    @Test
    void with_a_plain_key_file_sf_logs_in_by_itself() {
        Sfjwt.Run run = sfjwt().run("sf-login", "--print", "--alias", "my org", "--set-default").exitsWith(0);
        assertEquals("SF_AUDIENCE_URL=" + demo.org.url() + " sf org login jwt --username integration@demo.example "
                + "--jwt-key-file " + folder + "/certs/server.key --client-id " + DemoOrg.CONSUMER_KEY + " "
                + "--instance-url " + demo.org.url() + " --alias 'my org' --set-default\n", run.out());
        assertEquals(0, demo.logins());
    }

    @Test
    void a_key_that_Jenkins_will_delete_is_warned_of() throws Exception {
        Path secrets = folder.resolve("job@tmp/secretFiles/1a2b");
        Files.createDirectories(secrets);
        Files.copy(folder.resolve("certs/server.key"), secrets.resolve("server.key"));
        Sfjwt.Run run = sfjwt().run("sf-login", "--print", "--key-file", secrets.resolve("server.key").toString())
                .exitsWith(0);
        assertTrue(run.err().contains("Jenkins") && run.err().contains("--with-token"), run::toString);
        assertEquals("", sfjwt().run("sf-login", "--print").exitsWith(0).err());
    }

    @Test
    void otherwise_it_gets_a_token_which_is_not_printed() throws Exception {
        String key = Files.readString(folder.resolve("certs/server.key"));
        String expected = "sfjwt exec -- sf org login access-token --no-prompt --instance-url " + demo.org.url() + "\n";
        assertEquals(expected, sfjwt().run("sf-login", "--print", "--with-token").exitsWith(0).out());
        assertEquals(expected, sfjwt().with("SFJWT_PRIVATE_KEY", key).run("sf-login", "--print").exitsWith(0).out());

        Files.createDirectory(folder.resolve("a b"));
        Files.copy(folder.resolve("jwt.json"), folder.resolve("a b/x.json"));
        Files.createDirectory(folder.resolve("a b/certs"));
        Files.copy(folder.resolve("certs/server.key"), folder.resolve("a b/certs/server.key"));
        assertEquals(expected.replace("exec ", "exec --config 'a b/x.json' --timeout 40 --no-sandbox "),
                sfjwt().run("sf-login", "--print", "--with-token", "-c", "a b/x.json", "--timeout", "40", "-v",
                        "--no-sandbox").exitsWith(0).out());

        Openssl.run(folder, "pkcs8", "-topk8", "-in", "certs/server.key", "-out", "secret.key", "-passout", "pass:x");
        Openssl.run(folder, "rsa", "-in", "certs/server.key", "-outform", "DER", "-out", "server.der");
        for (String file : List.of("secret.key", "server.der")) {
            var json = sfjwt().with("SFJWT_KEY_PASSPHRASE", "x")
                    .run("sf-login", "--print", "--json", "--key-file", file).exitsWith(0).json();
            assertTrue(json.getBoolean("withToken"));
            assertFalse(json.toString().contains("00DDEMO"), json::toString);
        }
    }

    @Test
    void sf_gets_the_token_in_its_environment_and_its_exit_code_counts() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(bin.resolve("sf"), "#!/bin/sh\necho \"$@\"; echo \"${SF_ACCESS_TOKEN:-none}\"; exit 5\n");
        Files.setPosixFilePermissions(bin.resolve("sf"), PosixFilePermissions.fromString("rwx------"));
        var builder = sfjwt().process("sf-login", "--with-token");
        builder.environment().merge("PATH", bin.toString(), (old, mine) -> mine + File.pathSeparator + old);
        builder.environment().put("GITHUB_ACTIONS", "true");
        String ended = sfjwt().run("get-token", "--token-only").exitsWith(0).out();
        demo.org.revoke(ended.strip());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        String err = new String(process.getErrorStream().readAllBytes());
        assertEquals(5, process.waitFor(), out);
        String token = sfjwt().run("get-token", "--token-only").exitsWith(0).out();
        assertNotEquals(ended, token, "sf cannot ask for another");
        assertEquals("org login access-token --no-prompt --instance-url " + demo.org.url() + "\n" + token, out);
        assertTrue(err.contains("::add-mask::" + token), err);
    }

    @Test
    void without_sf_the_way_to_get_it_is_said() throws Exception {
        var builder = sfjwt().process("sf-login");
        builder.environment().put("PATH", Files.createDirectory(folder.resolve("empty")).toString());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(127, process.waitFor(), said);
        assertTrue(said.contains("npm install --global @salesforce/cli"), said);
    }

    /** The Salesforce CLI itself, which tests/run has brought. */
    @ParameterizedTest
    @ValueSource(strings = {"--set-default", "--with-token"})
    void the_real_sf_knows_the_org_afterwards(String form) throws Exception {
        Path sf = Path.of(System.getProperty("sfjwt.repository"), "tests/.npm/salesforce-cli/sf");
        assumeTrue(Files.exists(sf), "tests/run could not bring the Salesforce CLI");
        Map<String, String> alone = Map.of("HOME", folder.resolve("home").toString(), "SF_DISABLE_TELEMETRY", "true",
                "SF_USE_GENERIC_UNIX_KEYCHAIN", "true", "SF_DISABLE_AUTOUPDATE", "true", "SF_AUTOUPDATE_DISABLE",
                "true", "SF_SKIP_NEW_VERSION_CHECK", "true", "PATH", sf.getParent() + File.pathSeparator
                + System.getenv("PATH"));
        var login = sfjwt().process("sf-login", "--alias", "demo", form);
        login.environment().putAll(alone);
        Process process = login.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        assertEquals(1, demo.logins());

        var list = new ProcessBuilder(sf.toString(), "org", "list", "auth", "--json").directory(folder.toFile());
        list.environment().putAll(alone);
        process = list.start();
        String known = new String(process.getInputStream().readAllBytes());
        assertTrue(known.contains("\"alias\": \"demo\"") && known.contains(DemoOrg.USERNAME), known);
        assertTrue(known.contains(demo.org.url().toString()), known);
    }
}
