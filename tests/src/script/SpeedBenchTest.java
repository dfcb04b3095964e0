package script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests/bench/run is made of, without its contestants: the unit of its ratios, the stand-in and the table. */
class SpeedBenchTest {

    private static final Path BENCH = Clone.ROOT.resolve("tests/bench/cli");
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;
    private Process standIn;

    @AfterEach
    void stop() {
        if (standIn != null) {
            standIn.destroy();
        }
    }

    @Test
    void the_script_gets_a_token_from_the_stand_in_over_tls() throws Exception {
        Command script = script(startStandIn());
        Command.Ended ended = script.run(BENCH.resolve("get-token.sh"));
        assertEquals(0, ended.exit(), ended::toString);
        assertTrue(ended.out().matches("00D\\w+!\\w+\n"), ended::toString);
    }

    @Test
    void the_stand_in_refuses_what_another_key_signed_and_is_not_trusted_without_its_ca() throws Exception {
        String url = startStandIn();
        Command.Ended made = Command.in(folder).run(BENCH.resolve("keys.sh"), "others");
        assertEquals(0, made.exit(), made::toString);
        Command.Ended refused = script(url).with("KEY_FILE", "others/server.key").run(BENCH.resolve("get-token.sh"));
        assertNotEquals(0, refused.exit());
        assertEquals("", refused.out());
        assertTrue(refused.err().contains("invalid assertion"), refused::toString);

        Command.Ended untrusted = script(url).without("CA_FILE").run(BENCH.resolve("get-token.sh"));
        assertNotEquals(0, untrusted.exit());
        assertTrue(untrusted.err().contains("certificate"), untrusted::toString);
    }

    private String startStandIn() throws Exception {
        Command.Ended made = Command.in(folder).run(BENCH.resolve("keys.sh"), "keys");
        assertEquals(0, made.exit(), made::toString);
        standIn = new ProcessBuilder(JAVA, BENCH.resolve("StandIn.java").toString(), folder.resolve("keys").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return standIn.inputReader().readLine();
    }

    private Command script(String url) {
        return Command.in(folder).with("CONSUMER_KEY", "3MVG9BENCH.consumer.key.of.no.org")
                .with("SF_USERNAME", "bench@stand-in.example").with("KEY_FILE", "keys/server.key")
                .with("CA_FILE", "keys/ca.crt").with("LOGIN_URL", url);
    }

    @Test
    void the_table_has_medians_and_ratios() throws Exception {
        saw("script", 0.2, 0.1, 0.4, 0.1); // an even number: halfway between 0.1 and 0.2
        saw("sf-login", 1.2);
        saw("npm-get-token", 0.3, 0.9, 0.3);
        saw("first", 0.39, 0.42, 5);
        saw("hello", 0.04);
        saw("help", 0.1);
        saw("jbang-hello", 1);
        saw("jbang-get-token", 1.451);
        Command.Ended ended = Command.in(folder).run(JAVA, BENCH.resolve("Table.java").toString(), folder.toString());
        assertEquals("""
                | what runs | median | fastest to slowest | CPU | peak memory | in comparison |
                |---|--:|--:|--:|--:|---|
                | the script: sh, openssl, curl | 0.150 s | 0.100 s – 0.400 s | 0.030 s |  |  |
                | sf-jwt-tool `get-token` | 0.300 s | 0.300 s – 0.900 s | 0.030 s |  |  |
                | `sf org login jwt` | 1.200 s | 1.200 s – 1.200 s | 0.030 s |  |  |
                | `sfjwt get-token`, installed, first exchange | 0.420 s | 0.390 s – 5.000 s | 0.030 s |  | \
                2.80 × the script: sh, openssl, curl<br>1.40 × sf-jwt-tool `get-token`<br>\
                0.35 × `sf org login jwt` |
                | Java hello world | 0.040 s | 0.040 s – 0.040 s | 0.030 s |  |  |
                | `sfjwt --help`, installed | 0.100 s | 0.100 s – 0.100 s | 0.030 s |  | \
                2.50 × Java hello world |
                | `jbang Hello.java`, warm | 1.000 s | 1.000 s – 1.000 s | 0.030 s |  |  |
                | `jbang sfjwt.java get-token`, warm, first exchange | 1.451 s | 1.451 s – 1.451 s | 0.030 s | \
                 | 1.45 × `jbang Hello.java`, warm |
                """, ended.out(), ended::err);
    }

    /** A result in the form of hyperfine 1.15. */
    private void saw(String row, double... seconds) throws Exception {
        Files.writeString(folder.resolve(row + ".json"), """
                {
                  "results": [
                    {
                      "command": "%s",
                      "mean": 1, "stddev": null, "median": 1,
                      "user": 0.02,
                      "system": 0.01,
                      "min": 1, "max": 1,
                      "times": %s,
                      "exit_codes": [0]
                    }
                  ]
                }
                """.formatted(row, java.util.Arrays.toString(seconds)));
    }
}
