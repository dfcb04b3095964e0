package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lib.demo.DemoOrg;
import lib.keys.ChildJvm;
import org.junit.jupiter.api.Test;

/** What the Salesforce CLI is called with; a script stands for it. */
class SfLoginCommandTest extends AtDemoOrg {

    private Sfjwt sfjwt() {
        return demo.sfjwt().with("SFJWT_STORE_DIR", "store");
    }

    @Test
    void with_a_plain_key_file_sf_logs_in_by_itself() {
        Sfjwt.Run run = sfjwt().run("sf-login", "--print", "--alias", "my org", "--set-default").exitsWith(0);
        assertEquals("SF_AUDIENCE_URL=" + demo.org.url() + " sf org login jwt --username integration@demo.example "
                + "--client-id " + DemoOrg.CONSUMER_KEY + " --jwt-key-file " + folder + "/certs/server.key "
                + "--instance-url " + demo.org.url() + " --alias 'my org' --set-default\n", run.out());
        assertEquals(0, demo.logins());
    }

    @Test
    void otherwise_it_gets_a_token_which_is_not_printed() throws Exception {
        String key = Files.readString(folder.resolve("certs/server.key"));
        String expected = "sfjwt exec -- sf org login access-token --no-prompt --instance-url " + demo.org.url() + "\n";
        assertEquals(expected, sfjwt().run("sf-login", "--print", "--with-token").exitsWith(0).out());
        assertEquals(expected, sfjwt().with("SFJWT_PRIVATE_KEY", key).run("sf-login", "--print").exitsWith(0).out());

        openssl("pkcs8", "-topk8", "-in", "certs/server.key", "-out", "secret.key", "-passout", "pass:x");
        openssl("rsa", "-in", "certs/server.key", "-outform", "DER", "-out", "server.der");
        for (String file : List.of("secret.key", "server.der")) {
            var json = sfjwt().with("SFJWT_KEY_PASSPHRASE", "x")
                    .run("sf-login", "--print", "--json", "--key-file", file).exitsWith(0).json();
            assertTrue(json.getBoolean("withToken"));
            assertFalse(json.toString().contains("00DDEMO"), json::toString);
        }
    }

    private void openssl(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(command).directory(folder.toFile()).start().waitFor());
    }

    @Test
    void sf_gets_the_token_in_its_environment_and_its_exit_code_counts() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(bin.resolve("sf"), "#!/bin/sh\necho \"$@\"; echo \"${SF_ACCESS_TOKEN:-none}\"; exit 5\n");
        Files.setPosixFilePermissions(bin.resolve("sf"), PosixFilePermissions.fromString("rwx------"));
        var builder = new ProcessBuilder(ChildJvm.command(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Sfjwt.root(), "sf-login", "--with-token")).directory(folder.toFile());
        builder.environment().put("SFJWT_STORE_DIR", folder.resolve("store").toString());
        builder.environment().merge("PATH", bin.toString(), (old, mine) -> mine + File.pathSeparator + old);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        assertEquals(5, process.waitFor(), out);
        String token = sfjwt().run("get-token", "--token-only").exitsWith(0).out();
        assertEquals("org login access-token --no-prompt --instance-url " + demo.org.url() + "\n" + token, out);
    }

    @Test
    void without_sf_the_way_to_get_it_is_said() {
        String path = System.getenv().getOrDefault("PATH", "");
        assumeTrue(Stream.of(path.split(File.pathSeparator)).noneMatch(bin -> Files.exists(Path.of(bin, "sf"))),
                "there is an sf on this machine");
        Sfjwt.Run run = sfjwt().run("sf-login").exitsWith(127);
        assertTrue(run.err().contains("npm install --global @salesforce/cli"), run::toString);
    }
}
