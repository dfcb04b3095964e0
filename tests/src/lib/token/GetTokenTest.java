package lib.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import lib.config.Audiences;
import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.config.Setting;
import lib.demo.Answer;
import lib.demo.DemoOrg;
import lib.demo.MovableClock;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.http.HttpOptions;
import lib.keys.KeySource;
import lib.keys.Openssl;
import lib.keys.Passphrase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The login as a whole, against the demo org, which checks as Salesforce does. */
class GetTokenTest {

    @TempDir
    private static Path folder;

    private static final String TOKEN_PATH = "/services/oauth2/token";

    private final List<String> log = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    /** Begins today, as the certificates that openssl makes. */
    private final MovableClock clock = new MovableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    @AutoClose
    private DemoOrg org;

    @BeforeAll
    static void makeKeys() {
        makeKey("a key.pem", "certificate.pem");
        makeKey("other.key", "other.pem");
    }

    private static void makeKey(String key, String certificate) {
        Openssl.run(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x", "-keyout",
                key, "-out", certificate);
    }

    @BeforeEach
    void startOrg() throws Exception {
        org = DemoOrg.start(0, clock);
        org.register(Files.readAllBytes(folder.resolve("certificate.pem")));
    }

    private static Path keyFile() {
        return folder.resolve("a key.pem");
    }

    private GetToken.Result run(KeySource key) {
        var config = new OrgConfig(DemoOrg.CONSUMER_KEY, DemoOrg.USERNAME,
                LoginUrl.parse(new Setting<>(org.url().toString(), "x")), false,
                Audiences.given(org.url().toString()), 300, key, null, List.of());
        var http = new HttpOptions(Duration.ofSeconds(30), 3, null, Map.of(), log::add);
        return new GetToken(clock, time -> {
            waits.add(time);
            clock.advance(time);
        }).run(new GetToken.Request(config, http, Passphrase.NONE));
    }

    private GetToken.Result run() {
        return run(new KeySource.InFile(keyFile()));
    }

    private List<JsonObject> claims() {
        return org.requests().stream().map(request -> {
            String payload = request.text().split("assertion=")[1].split("\\.")[1];
            String json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
            return Json.createReader(new StringReader(json)).readObject();
        }).toList();
    }

    @Test
    void a_key_gives_a_token() {
        GetToken.Result result = run();
        assertFalse(result.answer().accessToken().isEmpty());
        assertEquals(org.url().toString(), result.answer().instanceUrl().toString());
        assertEquals(result.answer().accessToken(), result.answer().withConveniences().getString("access_token"));
        assertEquals(1, org.requests().size());
        assertEquals(clock.instant().getEpochSecond() + 300, claims().getFirst().getInt("exp"));
    }

    @Test
    void a_key_in_a_variable_does_too() throws Exception {
        String pem = Files.readString(keyFile()).replace("\n", "\\n");
        assertFalse(run(new KeySource.InVariable(pem, "SFJWT_PRIVATE_KEY")).answer().accessToken().isEmpty());
    }

    @Test
    void the_log_tells_the_claims_and_neither_assertion_nor_token() {
        String token = run().answer().accessToken();
        String all = String.join("\n", log);
        String assertion = org.requests().getFirst().text().split("assertion=")[1];
        assertTrue(log.getFirst().startsWith("signing {\"iss\":\"" + DemoOrg.CONSUMER_KEY), all);
        assertFalse(all.contains(token) || all.contains(assertion.split("\\.")[2]) || all.contains("PRIVATE"), all);
    }

    @Test
    void nothing_secret_is_in_the_request_as_text() {
        var http = HttpOptions.defaults(Map.of("SFJWT_PRIVATE_KEY", "SECRET"));
        var config = new OrgConfig("k", "u@x", LoginUrl.PRODUCTION, false,
                Audiences.of(LoginUrl.PRODUCTION, false), 300,
                new KeySource.InVariable("SECRET", "SFJWT_PRIVATE_KEY"), null, List.of());
        assertFalse((new GetToken.Request(config, http, Passphrase.NONE) + "").contains("SECRET"));
    }

    @Test
    void each_try_signs_anew() {
        org.faults().next(1, TOKEN_PATH, Answer.empty(503).with("Retry-After", "2"));
        org.faults().next(1, TOKEN_PATH, Answer.json(400, Json.createObjectBuilder().add("error", "unknown_error")
                .add("error_description", "retry your request").build()).with("Retry-After", "20"));
        run();
        assertEquals(3, org.requests().size());
        List<Integer> expiries = claims().stream().map(claims -> claims.getInt("exp")).toList();
        assertTrue(expiries.get(1) >= expiries.get(0) + 2, expiries::toString);
        assertTrue(expiries.get(2) >= expiries.get(1) + 20, expiries::toString);
        assertEquals(2, waits.size());
        assertTrue(log.stream().anyMatch(line -> line.contains("; trying again in ")), log::toString);
    }

    @Test
    void a_refusal_is_asked_for_once() {
        org.faults().next(1, TOKEN_PATH, Answer.json(400, Json.createObjectBuilder().add("error", "invalid_grant")
                .add("error_description", "user hasn't approved this consumer").build()));
        Failure failure = assertThrows(Failure.class, this::run);
        assertEquals("user_not_approved", failure.code());
        assertEquals(1, org.requests().size());
        assertEquals(List.of(), waits);
    }

    @Test
    void a_key_that_others_may_read_is_warned_of_with_a_command_to_type() throws Exception {
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(List.of("others on this machine may read " + keyFile() + "; run: chmod 600 '" + keyFile() + "'"),
                run().warnings().stream().map(Object::toString).toList());
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-------"));
        assertEquals(List.of(), run().warnings());
    }

    @Test
    void a_clock_that_is_off_is_warned_of_although_it_worked() {
        org.faults().date(clock.instant().minusSeconds(7500));
        assertTrue(run().warnings().toString().contains("this machine's clock is 2 h 5 min ahead of the server's"));
        org.faults().date(clock.instant().plusSeconds(59));
        assertFalse(run().warnings().toString().contains("clock"));
    }

    @Test
    void a_key_that_is_not_there_is_told_before_anything_is_sent() {
        Failure failure = assertThrows(Failure.class, () -> run(new KeySource.InFile(folder.resolve("nowhere"))));
        assertEquals("file_missing", failure.code());
        assertEquals(List.of(), org.requests());
    }

    /** To upload the one beside the key, which is what a refused signature asks for else, would lead in a circle. */
    @ParameterizedTest
    @ValueSource(strings = {"invalid assertion", "JWT validation failed"})
    void a_signature_refused_beside_an_expired_certificate_asks_for_a_new_one(String said, @TempDir Path certs)
            throws Exception {
        Files.copy(keyFile(), certs.resolve("server.key"));
        Files.copy(keyFile(), certs.resolve("acme.pem"));
        Files.copy(folder.resolve("certificate.pem"), certs.resolve("server.crt"));
        var both = new KeySource.InVariable(Files.readString(keyFile())
                + Files.readString(folder.resolve("certificate.pem")), "SFJWT_PRIVATE_KEY");
        assertEquals("other_certificate", refused(said, new KeySource.InFile(certs.resolve("server.key"))).causes()
                .stream().map(Cause::id).filter(id -> !id.equals("certificate_expired")).findFirst().orElse(""));
        clock.advance(Duration.ofDays(10));
        for (KeySource key : List.of(new KeySource.InFile(certs.resolve("server.key")),
                new KeySource.InFile(certs.resolve("acme.pem")), both)) {
            Failure failure = refused(said, key);
            Cause first = failure.causes().getFirst();
            assertEquals("certificate_expired", first.id());
            assertTrue(first.why().matches(".* expired on 20\\d\\d-\\d\\d-\\d\\d\\b.*"), first::why);
            assertEquals(first.fix(), failure.fix());
            assertEquals(1, failure.causes().stream().filter(one -> one.id().equals(first.id())).count());
            String fix = failure.fix().toString();
            assertTrue(fix.contains(key.toString().endsWith("acme.pem") ? "openssl req -new -x509 -sha256 -days 365"
                    : "sfjwt generate-certs --reuse-key --force; then Setup"), fix);
        }
        Files.copy(folder.resolve("other.pem"), certs.resolve("server.crt"), StandardCopyOption.REPLACE_EXISTING);
        assertEquals("other_certificate", refused("invalid assertion",
                new KeySource.InFile(certs.resolve("server.key"))).causes().getFirst().id(), "that of another key");
    }

    private Failure refused(String said, KeySource key) {
        org.faults().next(1, TOKEN_PATH, Answer.json(400, Json.createObjectBuilder().add("error", "invalid_grant")
                .add("error_description", said).build()));
        return assertThrows(Failure.class, () -> run(key));
    }
}
