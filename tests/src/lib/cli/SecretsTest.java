package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No command prints a key, an assertion, a passphrase or, unasked, a token: not in text, JSON, errors or --verbose; nor
 * writes one into a file but the key's own and the store's.
 */
class SecretsTest extends AtDemoOrg {

    private static final String PASSPHRASE = "canary-passphrase";
    private static final String PUBLIC = "-----BEGIN CERTIFICATE( REQUEST)?-----[^-]*-----END";

    /** Serve until they are stopped, or take their time: they have tests of their own. */
    private static final Set<String> ELSEWHERE = Set.of("ui", "install", "app", "rotate");

    private final List<Sfjwt.Run> runs = new ArrayList<>();
    private String key;
    private List<String> canaries;

    @BeforeEach
    void readKey() throws Exception {
        key = Files.readString(folder.resolve("certs/server.key"));
        // the first lines hold the modulus, which the certificate has too
        canaries = key.lines().skip(9).filter(line -> line.length() == 64).map(line -> line.substring(8, 40)).toList();
        assertTrue(canaries.size() > 12);
        Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
    }

    @Override
    protected Sfjwt sfjwt() {
        return demo.sfjwt().with("SFJWT_STORE_DIR", "store").with("SFJWT_KEY_PASSPHRASE", PASSPHRASE);
    }

    /** As text, as JSON and with all that --verbose has to say. */
    private void run(String... args) {
        run(sfjwt(), args);
    }

    private void run(Sfjwt sfjwt, String... args) {
        for (List<String> more : List.of(List.of("--verbose"), List.of("--verbose", "--json"))) {
            List<String> all = new ArrayList<>(List.of(args));
            all.addAll(1, more);
            runs.add(sfjwt.run(all.toArray(String[]::new)));
        }
    }

    @Test
    void nothing_secret_is_printed_or_written() throws Exception {
        run("generate-certs", "--reuse-key", "--force");
        run("generate-certs", "-o", "encrypted", "--passphrase-file", "passphrase");
        run("verify-key", "certs/server.key");
        run("setup-config", "--force", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username", DemoOrg.USERNAME,
                "--login-url", demo.org.url().toString());
        run(sfjwt().with("SFJWT_PRIVATE_KEY", key), "setup-config", "--force");
        for (String command : List.of("doctor", "whoami", "limits", "logout")) {
            run(command);
            run(command, "--username", DemoUser.INACTIVE.username());
            run(sfjwt().with("SFJWT_PRIVATE_KEY", key), command);
            run(sfjwt().with("SFJWT_PRIVATE_KEY", key.substring(0, 400)), command);
            run(sfjwt().with("SFJWT_PRIVATE_KEY", key.replace("-----END", "-----EN")), command);
        }
        run("api", "limits");
        run("api", "sobjects/none");
        run("api", "sobjects/Account", "--data", "certs/server.key");
        run("exec", "--", "true");
        run("exec", "--", "no-such-program");
        run(sfjwt().with("BROWSER", "false"), "open");
        run(sfjwt().with("BROWSER", "false"), "open", "--sid");
        run("sf-login", "--print");
        run("sf-login", "--print", "--with-token");
        run("orgs");
        run(sfjwt().with("SFJWT_AGENT_SOCK", "agent/agent.sock"), "agent", "--status");
        run("steps");
        run("demo");
        run("completion", "bash");
        run("man", "man");
        run("help", "errors");
        // what asks for the token is told what it wants, and nothing else is
        for (Sfjwt one : List.of(sfjwt(), sfjwt().with("GITHUB_ACTIONS", "true"))) {
            run(one, "get-token", "--fresh", "--username", DemoUser.INACTIVE.username());
            runs.add(one.run("get-token", "--fresh", "--verbose"));
            runs.add(one.run("get-token", "--verbose"));
            runs.add(one.run("get-token", "--verbose", "--all"));
            runs.add(one.run("get-token", "--verbose", "--config-dir", "."));
            runs.add(one.run("get-token", "--verbose", "--format", "jenkins"));
            runs.add(one.run("get-token", "--verbose", "--format", "gitlab"));
        }
        Files.delete(folder.resolve("sfjwt.env"));

        Set<String> ran = new HashSet<>(ELSEWHERE);
        runs.forEach(run -> ran.add(run.args().getFirst()));
        var program = new Program(Sfjwt.root(), new Surroundings(Map.of(), folder, System.out, System.err,
                Terminal.NONE, Clock.systemUTC()));
        assertEquals(program.commandLine().getSubcommands().keySet(), ran);
        for (Sfjwt.Run run : runs) {
            assertHarmless(run.out() + run.err(), run.toString());
        }
        assertFilesAreHarmless();
    }

    private void assertHarmless(String text, String where) {
        canaries.forEach(canary -> assertFalse(text.contains(canary), where));
        assertFalse(text.contains(PASSPHRASE), where);
        // on GitHub a mask is the one place where the token is, whose letters are random and may happen to be eyJ;
        // so may those of a certificate
        String unmasked = text.replaceAll("::add-mask::.*", "").replaceAll(PUBLIC, "");
        assertFalse(unmasked.contains("eyJ") || text.contains("::add-mask::eyJ"), where);
        assertFalse(unmasked.matches("(?s).*![A-Za-z0-9._]{20}.*"), where);
    }

    private void assertFilesAreHarmless() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.matches("(.*/)?server\\.key(\\..*bak.*)?|store/.*\\.json|passphrase")) {
                    assertHarmless(Files.readString(file, StandardCharsets.ISO_8859_1), name);
                }
            }
        }
    }
}
