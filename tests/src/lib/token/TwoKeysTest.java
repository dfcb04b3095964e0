package lib.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.demo.DemoOrg;
import lib.failure.Failure;
import lib.http.HttpOptions;
import lib.keys.CertsProgress;
import lib.keys.GenerateCerts;
import lib.keys.Passphrase;
import lib.keys.Subject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jwt.json that knows a second key, at an org that knows either key's certificate. */
class TwoKeysTest {

    @TempDir
    Path folder;

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());

    @Test
    void the_second_key_is_tried_once_where_the_first_ones_signature_is_refused() throws Exception {
        generate("old");
        generate("new");
        write("\"privateKeyFile\": \"old/server.key\", \"nextKeyFile\": \"new/server.key\"");
        register("old");
        assertEquals(1, logins());
        register("new");
        assertEquals(2, logins());
        write("\"privateKeyFile\": \"new/server.key\", \"previousKeyFile\": \"old/server.key\"");
        assertEquals(1, logins());
    }

    @Test
    void a_key_that_came_after_the_config_was_read_is_tried_too() throws Exception {
        generate("old");
        generate("new");
        register("new");
        for (String later : List.of("\"privateKeyFile\": \"old/server.key\", \"nextKeyFile\": \"new/server.key\"",
                "\"privateKeyFile\": \"new/server.key\", \"previousKeyFile\": \"old/server.key\"")) {
            write("\"privateKeyFile\": \"old/server.key\"");
            OrgConfig early = sources().resolve();
            write(later);
            new GetToken(Clock.systemUTC()).run(new GetToken.Request(early, HttpOptions.defaults(Map.of()),
                    Passphrase.NONE, sources()::resolve));
        }
        write("\"privateKeyFile\": \"old/server.key\"");
        int before = org.requests().size();
        assertEquals("assertion_invalid", assertThrows(Failure.class, this::logins).code());
        assertEquals(1, org.requests().size() - before);
    }

    @Test
    void the_keys_take_turns_where_each_login_meets_another_server() throws Exception {
        generate("old");
        generate("new");
        write("\"privateKeyFile\": \"old/server.key\", \"nextKeyFile\": \"new/server.key\"");
        register("new");
        HttpOptions usual = HttpOptions.defaults(Map.of());
        var http = new HttpOptions(usual.timeout(), usual.retries(), usual.extraRoots(), usual.environment(), line -> {
            if (line.contains("once more with")) {
                register("old");
            }
        });
        new GetToken(Clock.systemUTC()).run(new GetToken.Request(sources().resolve(), http, Passphrase.NONE));
        assertEquals(3, org.requests().size());
    }

    @Test
    void they_take_many_turns_where_chance_is_against_them() throws Exception {
        generate("old");
        generate("new");
        generate("third");
        write("\"privateKeyFile\": \"old/server.key\", \"nextKeyFile\": \"new/server.key\"");
        register("third");
        var refused = new AtomicInteger();
        HttpOptions usual = HttpOptions.defaults(Map.of());
        var http = new HttpOptions(usual.timeout(), usual.retries(), usual.extraRoots(), usual.environment(), line -> {
            if (line.contains("that failed too") && refused.incrementAndGet() == 18) {
                register("new");
            }
        });
        new GetToken(Clock.systemUTC(), _ -> { }).run(new GetToken.Request(sources().resolve(), http,
                Passphrase.NONE));
        assertEquals(20, org.requests().size());
    }

    @Test
    void the_first_keys_refusal_is_the_one_that_is_told() throws Exception {
        generate("old");
        generate("third");
        register("third");
        write("\"privateKeyFile\": \"old/server.key\", \"nextKeyFile\": \"gone/server.key\"");
        assertEquals("assertion_invalid", assertThrows(Failure.class, this::logins).code());
    }

    @Test
    void no_other_refusal_makes_it_try_again() throws Exception {
        generate("old");
        generate("new");
        register("old");
        write("\"privateKeyFile\": \"old/server.key\", \"nextKeyFile\": \"new/server.key\"");
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, Files.readString(file).replace("integration@", "inactive@"));
        assertThrows(Failure.class, this::logins);
        assertEquals(1, org.requests().size());
    }

    private int logins() {
        int before = org.requests().size();
        new GetToken(Clock.systemUTC()).run(new GetToken.Request(sources().resolve(), HttpOptions.defaults(Map.of()),
                Passphrase.NONE, sources()::resolve));
        return org.requests().size() - before;
    }

    private ConfigSources sources() {
        return new ConfigSources(OrgSettings.NONE, new Environment(Map.of(), folder), folder.resolve("jwt.json"), true);
    }

    private void generate(String name) {
        new GenerateCerts(Clock.systemUTC()).run(new GenerateCerts.Request(folder.resolve(name), Subject.DEFAULT, 30,
                2048, false, false), CertsProgress.NONE);
    }

    private void register(String name) {
        try {
            org.register(Files.readAllBytes(folder.resolve(name).resolve("server.crt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String keys) throws Exception {
        Files.writeString(folder.resolve("jwt.json"), "{\"consumerKey\": \"" + DemoOrg.CONSUMER_KEY
                + "\", \"subject\": \"" + DemoOrg.USERNAME + "\", \"loginUrl\": \"" + org.url() + "\", " + keys + "}");
    }
}
