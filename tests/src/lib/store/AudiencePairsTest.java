package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.JwtJson;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.SetupConfig;
import lib.demo.AppPolicy;
import lib.demo.DemoOrg;
import lib.demo.LoginAddress;
import lib.doctor.Doctor;
import lib.doctor.Phase;
import lib.doctor.WaitTime;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Voice;
import lib.http.HttpOptions;
import lib.http.RawServer;
import lib.http.TestPki;
import lib.http.TestProxy;
import lib.keys.KeySource;
import lib.keys.Openssl;
import lib.keys.Passphrase;
import lib.token.GetToken;
import lib.token.LoginCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strict demo org behind Salesforce's own host names: every pair of host and audience. */
class AudiencePairsTest {

    private static final String PROD = "https://acme.my.salesforce.com";
    private static final List<String> HOSTS = List.of("acme.my.salesforce.com", "acme--dev.sandbox.my.salesforce.com",
            "x.scratch.my.salesforce.com", "agency.my.salesforce.mil", "acme.my.sfcrmproducts.cn",
            "acme.my.site.com", "login.salesforce.com", "test.salesforce.com");

    @TempDir
    private static Path folder;
    private static TestPki company;
    private static DemoOrg org;
    private static RawServer proxy;

    @TempDir
    private Path store;
    private final List<String> log = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        company = new TestPki(folder);
        org = DemoOrg.startOverTls(company.tls(HOSTS), Set.copyOf(HOSTS), Clock.systemUTC());
        proxy = TestProxy.to(org.url().getPort());
        Openssl.run(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x", "-keyout",
                "my.key", "-out", "my.crt");
        org.register(Files.readAllBytes(folder.resolve("my.crt")));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        org.close();
    }

    @BeforeEach
    void usual() throws Exception {
        org.policy(AppPolicy.ADMIN_APPROVED);
        org.address(LoginAddress.USUAL);
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwx------"));
    }

    private ReuseToken.Request request(Map<String, String> more, boolean fresh, Optional<Path> kept) {
        var variables = new HashMap<>(Map.of("SFJWT_CONSUMER_KEY", DemoOrg.CONSUMER_KEY, "SFJWT_USERNAME",
                DemoOrg.USERNAME, "SFJWT_PRIVATE_KEY_FILE", folder.resolve("my.key").toString()));
        variables.putAll(more);
        OrgConfig config = new ConfigSources(OrgSettings.NONE, new Environment(variables, folder),
                folder.resolve("jwt.json"), false).resolve();
        var http = new HttpOptions(Duration.ofSeconds(20), 3, company.root(),
                Map.of("HTTPS_PROXY", "http://localhost:" + proxy.port()), log::add);
        return new ReuseToken.Request(new GetToken.Request(config, http, Passphrase.NONE),
                new StoreOptions(kept, Duration.ofHours(1), fresh));
    }

    private ReuseToken.Result run(String loginUrl, boolean fresh) {
        return new ReuseToken(Clock.systemUTC()).run(request(Map.of("SFJWT_LOGIN_URL", loginUrl), fresh,
                Optional.of(store)));
    }

    private static long logins() {
        return org.requests().stream().filter(one -> one.path().equals("/services/oauth2/token")).count();
    }

    /** Columns: where, what the org wants, which audience is to be found, and in how many logins. */
    @ParameterizedTest
    @CsvSource({
        "https://acme.my.salesforce.com, OWN, https://acme.my.salesforce.com, 1",
        "https://acme.my.salesforce.com, LOGIN, https://login.salesforce.com, 2",
        "https://acme.my.salesforce.com, EITHER, https://acme.my.salesforce.com, 1",
        "https://acme--dev.sandbox.my.salesforce.com, OWN, https://acme--dev.sandbox.my.salesforce.com, 1",
        "https://acme--dev.sandbox.my.salesforce.com, TEST, https://test.salesforce.com, 2",
        "https://x.scratch.my.salesforce.com, OWN, https://x.scratch.my.salesforce.com, 1",
        "https://x.scratch.my.salesforce.com, TEST, https://test.salesforce.com, 2",
        "https://agency.my.salesforce.mil, LOGIN, https://login.salesforce.com, 1",
        "https://agency.my.salesforce.mil, OWN, https://agency.my.salesforce.mil, 2",
        "https://acme.my.sfcrmproducts.cn, LOGIN, https://login.salesforce.com, 1",
        "https://acme.my.sfcrmproducts.cn, OWN, https://acme.my.sfcrmproducts.cn, 2",
        "https://acme.my.site.com, OWN, https://acme.my.site.com, 1",
        "https://login.salesforce.com, LOGIN, https://login.salesforce.com, 1",
        "https://test.salesforce.com, TEST, https://test.salesforce.com, 1",
    })
    void two_logins_at_most_and_one_ever_after(String url, LoginAddress.Audience wanted, String found, int logins) {
        org.address(new LoginAddress(wanted, Set.of()));
        long before = logins();
        ReuseToken.Result first = run(url, false);
        assertEquals(logins, logins() - before);
        assertEquals(found, first.config().audience());
        assertEquals(List.of(), first.warnings());

        before = logins();
        assertEquals(found, run(url, true).config().audience());
        assertEquals(1, logins() - before, "it is remembered, with --fresh too");
        assertEquals(found, run(url, false).config().audience());
        assertEquals(1, logins() - before, "which is the token in the store");
    }

    @Test
    void what_is_remembered_is_for_this_host_app_and_user_only() {
        org.address(new LoginAddress(LoginAddress.Audience.LOGIN, Set.of()));
        run(PROD, true);
        OrgConfig config = request(Map.of("SFJWT_LOGIN_URL", PROD), true, Optional.of(store)).login().config();
        var memory = new AudienceMemory(store);
        assertEquals("https://login.salesforce.com", memory.recalled(config).audience());
        for (var other : List.of(Map.of("SFJWT_LOGIN_URL", PROD, "SFJWT_USERNAME", "x@demo.example"),
                Map.of("SFJWT_LOGIN_URL", PROD, "SFJWT_CONSUMER_KEY", "3MVG9other"),
                Map.of("SFJWT_LOGIN_URL", "https://acme2.my.salesforce.com"))) {
            OrgConfig another = request(other, true, Optional.of(store)).login().config();
            assertEquals(another, memory.recalled(another));
        }
    }

    /** While a key is replaced, the certificate at the app may be either key's, and the audience is not known yet. */
    @ParameterizedTest
    @CsvSource({"LOGIN, https://login.salesforce.com, 3, 2", "OWN, https://acme.my.salesforce.com, 2, 2"})
    void a_key_that_is_being_replaced_hides_no_audience(LoginAddress.Audience wanted, String found, int first,
            int later) throws Exception {
        org.address(new LoginAddress(wanted, Set.of()));
        Path old = folder.resolve("old.key");
        Openssl.run(folder, "genrsa", "-out", "old.key", "2048");
        ReuseToken.Request usual = request(Map.of("SFJWT_LOGIN_URL", PROD), true, Optional.of(store));
        OrgConfig config = usual.login().config();
        var both = new OrgConfig(config.consumerKey(), config.username(), config.loginUrl(), false, config.audiences(),
                300, new KeySource.InFile(old), config.key(), List.of());
        var request = new ReuseToken.Request(new GetToken.Request(both, usual.login().http(), Passphrase.NONE),
                usual.store());
        for (int expected : List.of(first, later)) {
            long before = logins();
            assertEquals(found, new ReuseToken(Clock.systemUTC()).run(request).config().audience());
            assertEquals(expected, logins() - before);
        }
        org.policy(AppPolicy.BLOCKED);
        assertEquals("app_blocked", assertThrows(Failure.class, () -> new ReuseToken(Clock.systemUTC()).run(request))
                .code());
        org.policy(AppPolicy.SELF_AUTHORIZED);
        assertEquals("user_not_approved", assertThrows(Failure.class,
                () -> new ReuseToken(Clock.systemUTC()).run(request)).code(), "the other key's signature was taken");
    }

    @Test
    void the_doctor_logs_in_with_what_is_known_to_work() {
        org.address(new LoginAddress(LoginAddress.Audience.LOGIN, Set.of()));
        run(PROD, true);
        var request = request(Map.of("SFJWT_LOGIN_URL", PROD), true, Optional.of(store)).login();
        var environment = new HashMap<>(request.http().environment());
        environment.put("SFJWT_STORE_DIR", store.toString());
        long before = logins();
        Doctor.Result result = new Doctor(Clock.systemUTC()).run(new Doctor.Request(request::config, null,
                new Environment(environment, folder), null, request.http(), Passphrase.NONE, WaitTime.NONE, false,
                Phase.LOGIN), Doctor.Progress.NONE);
        assertEquals(List.of("ok"), result.checks().stream().filter(one -> one.name().equals("login"))
                .map(one -> one.json(Voice.PLAIN).getString("state")).toList());
        assertEquals(1, logins() - before);
    }

    @Test
    void an_org_that_changes_its_mind_costs_a_second_login_once() {
        org.address(new LoginAddress(LoginAddress.Audience.LOGIN, Set.of()));
        run(PROD, true);
        org.address(LoginAddress.USUAL);
        long before = logins();
        assertEquals(PROD, run(PROD, true).config().audience());
        assertEquals(2, logins() - before);
        assertEquals(PROD, run(PROD, true).config().audience());
        assertEquals(3, logins() - before);
    }

    @Test
    void what_was_written_by_another_hand_does_no_harm() throws Exception {
        org.address(new LoginAddress(LoginAddress.Audience.LOGIN, Set.of()));
        run(PROD, true);
        Path file;
        try (var files = Files.newDirectoryStream(store, "*.audience")) {
            file = files.iterator().next();
        }
        for (String text : List.of("", "https://evil.example", "x".repeat(100_000), PROD + "\u0000")) {
            Files.writeString(file, text);
            assertEquals("https://login.salesforce.com", run(PROD, true).config().audience());
        }
    }

    @Test
    void without_a_store_it_says_how_to_spare_the_second_login() {
        org.address(new LoginAddress(LoginAddress.Audience.LOGIN, Set.of()));
        var request = request(Map.of("SFJWT_LOGIN_URL", PROD), false, Optional.empty());
        ReuseToken.Result result = new ReuseToken(Clock.systemUTC()).run(request);
        assertEquals(1, result.warnings().size());
        assertTrue(result.warnings().getFirst().toString().endsWith("to make it one, give https://login.salesforce.com"
                + " as --audience (\"audience\" in jwt.json)"), result.warnings()::toString);
    }

    @Test
    void a_login_check_writes_the_audience_that_works() throws Exception {
        OrgSettings settings = new Environment(Map.of("SFJWT_CONSUMER_KEY", DemoOrg.CONSUMER_KEY, "SFJWT_USERNAME",
                DemoOrg.USERNAME, "SFJWT_PRIVATE_KEY_FILE", folder.resolve("my.key").toString(), "SFJWT_LOGIN_URL",
                PROD), folder).settings();
        var http = request(Map.of(), false, Optional.empty()).login().http();
        Path written = store.resolve("jwt.json");
        var check = new LoginCheck.Request(new SetupConfig.Request(written, settings, true, Passphrase.NONE), http);
        org.address(new LoginAddress(LoginAddress.Audience.LOGIN, Set.of()));
        LoginCheck.Result result = new LoginCheck(Clock.systemUTC()).run(check);
        assertEquals("https://login.salesforce.com", result.login().audience());
        assertEquals("https://login.salesforce.com", JwtJson.read(written).content().getString("audience"));

        org.address(LoginAddress.USUAL);
        assertEquals(PROD, new LoginCheck(Clock.systemUTC()).run(check).login().audience());
        assertFalse(JwtJson.read(written).content().containsKey("audience"), "the likeliest need not be said");

        org.policy(AppPolicy.BLOCKED);
        result = new LoginCheck(Clock.systemUTC()).run(check);
        assertEquals("app_blocked", result.failure().code());
        assertEquals(PROD, JwtJson.read(written).content().getString("loginUrl"), "it is written all the same");
    }

    @Test
    void an_audience_that_is_given_is_the_only_one_and_sent_as_it_is() {
        for (String given : List.of(PROD + "/", "https://login.salesforce.com", "https://ACME.my.salesforce.com")) {
            long before = logins();
            var request = request(Map.of("SFJWT_LOGIN_URL", PROD, "SFJWT_AUDIENCE", given), true, Optional.of(store));
            Failure failure = assertThrows(Failure.class, () -> new ReuseToken(Clock.systemUTC()).run(request));
            assertEquals("audience_invalid", failure.code());
            assertTrue(failure.causes().stream().anyMatch(cause -> cause.id().equals("audience_by_hand")));
            assertEquals(1, logins() - before);
            assertTrue(log.stream().anyMatch(line -> line.contains("\"aud\":\"" + given + "\"")), log::toString);
        }
    }

    @Test
    void nobody_is_told_of_an_audience_by_hand_who_gave_none() {
        org.address(new LoginAddress(LoginAddress.Audience.TEST, Set.of()));
        Failure failure = assertThrows(Failure.class, () -> run(PROD, true));
        assertEquals(List.of("environment_mixed_up", "login_url_misspelt"),
                failure.causes().stream().map(Cause::id).toList());
    }

    @Test
    void a_host_that_does_not_know_the_app_says_so_and_the_other_audience_does_not_hide_it() {
        org.address(new LoginAddress(LoginAddress.Audience.OWN, Set.of("acme.my.salesforce.com")));
        long before = logins();
        assertEquals("app_not_in_org", assertThrows(Failure.class, () -> run("https://login.salesforce.com", true))
                .code());
        assertEquals(1, logins() - before);
        assertEquals("app_not_in_org", assertThrows(Failure.class,
                () -> run("https://acme--dev.sandbox.my.salesforce.com", true)).code());
        assertEquals(3, logins() - before);
        assertEquals(PROD, run(PROD, true).config().audience());
    }

    @Test
    void of_two_refusals_the_one_is_told_that_came_further() {
        // with the right audience it says "user hasn't approved", else "audience is invalid"
        org.policy(AppPolicy.SELF_AUTHORIZED);
        for (LoginAddress.Audience wanted : List.of(LoginAddress.Audience.OWN, LoginAddress.Audience.LOGIN)) {
            org.address(new LoginAddress(wanted, Set.of()));
            long before = logins();
            assertEquals("user_not_approved", assertThrows(Failure.class, () -> run(PROD, true)).code());
            assertEquals(2, logins() - before);
        }
    }
}
