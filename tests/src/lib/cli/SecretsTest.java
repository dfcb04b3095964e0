package lib.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command prints a key, an assertion, a passphrase or, unasked, a token: not in text, JSON, errors or --verbose. */
class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void nothing_secret_is_printed() throws Exception {
        try (var demo = new DemoFolder(folder)) {
            String key = Files.readString(folder.resolve("certs/server.key"));
            // the first lines hold the modulus, which the certificate has too
            List<String> canaries = key.lines().skip(9).filter(line -> line.length() == 64)
                    .map(line -> line.substring(8, 40)).toList();
            assertTrue(canaries.size() > 12);
            Stream<Sfjwt.Run> runs = Stream.of(
                    demo.sfjwt().run("verify-key", "certs/server.key", "--verbose"),
                    demo.sfjwt().run("verify-key", "certs/server.key", "--json"),
                    demo.sfjwt().run("setup-config", "--force", "--verbose", "--consumer-key", DemoOrg.CONSUMER_KEY,
                            "--username", DemoOrg.USERNAME, "--login-url", demo.org.url().toString()),
                    demo.sfjwt().run("get-token", "--verbose"),
                    demo.sfjwt().run("get-token", "--verbose", "--username", DemoUser.INACTIVE.username()),
                    demo.sfjwt().run("get-token", "--verbose", "--json", "--username", DemoUser.INACTIVE.username()),
                    demo.sfjwt().with("SFJWT_PRIVATE_KEY", key.replace("-----END", "-----EN")).run("get-token", "-v"),
                    demo.sfjwt().with("SFJWT_PRIVATE_KEY", key.substring(0, 400)).run("get-token", "-v", "--json"),
                    demo.sfjwt().with("SFJWT_PRIVATE_KEY", key).with("SFJWT_PRIVATE_KEY_FILE", "x")
                            .run("get-token", "-v"),
                    demo.sfjwt().with("SFJWT_PRIVATE_KEY", key).run("setup-config", "-v"),
                    demo.sfjwt().run("generate-certs", "--reuse-key", "--force", "--json", "--verbose"),
                    demo.sfjwt().run("doctor", "--verbose"),
                    demo.sfjwt().run("doctor", "--verbose", "--json"),
                    demo.sfjwt().run("doctor", "--verbose", "--username", DemoUser.INACTIVE.username()),
                    demo.sfjwt().with("SFJWT_PRIVATE_KEY", key).run("doctor", "-v", "--json"),
                    demo.sfjwt().with("SFJWT_PRIVATE_KEY", key.substring(0, 400)).run("doctor", "-v"),
                    demo.sfjwt().run("get-token", "--verbose", "--format", "jenkins"),
                    demo.sfjwt().run("get-token", "--verbose", "--format", "gitlab"),
                    demo.sfjwt().with("GITHUB_ACTIONS", "true").run("get-token", "--verbose", "--username",
                            DemoUser.INACTIVE.username()),
                    demo.sfjwt().run("steps"), demo.sfjwt().run("demo", "--verbose"));
            runs.forEach(run -> {
                String all = run.out() + run.err();
                canaries.forEach(canary -> assertFalse(all.contains(canary), run::toString));
                assertFalse(all.contains("eyJ"), run::toString);
                assertFalse(all.matches("(?s).*![A-Za-z0-9._]{20}.*"), run::toString);
            });
        }
    }
}
