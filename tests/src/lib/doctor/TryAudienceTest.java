package lib.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.OrgSettings;
import lib.demo.AppPolicy;
import lib.demo.DemoOrg;
import lib.demo.LoginAddress;
import lib.failure.Cause;
import lib.http.HttpOptions;
import lib.http.RawServer;
import lib.http.TestPki;
import lib.http.TestProxy;
import lib.keys.Passphrase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pair of host and audience, at an org behind Salesforce's own host names that wants another audience. */
class TryAudienceTest {

    private static final List<String> HOSTS = List.of("acme.my.salesforce.com", "login.salesforce.com");

    @TempDir
    private Path folder;
    private TestPki company;
    private DemoOrg org;
    private RawServer proxy;

    @BeforeEach
    void start() throws Exception {
        company = new TestPki(folder);
        org = DemoOrg.startOverTls(company.tls(HOSTS), Set.copyOf(HOSTS), Clock.systemUTC());
        proxy = TestProxy.to(org.url().getPort());
        Clinic.openssl(folder, "req -x509 -newkey rsa:2048 -nodes -days 90 -subj /CN=x -keyout server.key "
                + "-out server.crt");
        org.register(Files.readAllBytes(folder.resolve("server.crt")));
        org.address(new LoginAddress(LoginAddress.Audience.LOGIN, Set.of()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        org.close();
    }

    private Doctor.Result examine(String loginUrl, boolean tryAudience) {
        var variables = Map.of("SFJWT_CONSUMER_KEY", DemoOrg.CONSUMER_KEY, "SFJWT_USERNAME", DemoOrg.USERNAME,
                "SFJWT_PRIVATE_KEY_FILE", "server.key", "SFJWT_LOGIN_URL", loginUrl);
        var sources = new ConfigSources(OrgSettings.NONE, new Environment(variables, folder),
                folder.resolve("jwt.json"), false);
        var http = new HttpOptions(Duration.ofSeconds(20), 0, company.root(),
                Map.of("HTTPS_PROXY", "http://localhost:" + proxy.port()), HttpOptions.Log.NONE);
        return new Doctor(Clock.systemUTC()).run(new Doctor.Request(sources, null, http, Passphrase.NONE,
                WaitTime.NONE, tryAudience, Phase.ACCESS), Doctor.Progress.NONE);
    }

    private long logins() {
        return org.requests().stream().filter(one -> one.path().equals("/services/oauth2/token")).count();
    }

    @Test
    void one_login_by_itself_and_the_other_audience_is_the_next_step() {
        Doctor.Result result = examine("https://acme.my.salesforce.com", false);
        assertEquals(1, logins());
        Cause first = result.diagnosis().orElseThrow().causes().getFirst();
        assertEquals("other_audience", first.id());
        assertEquals("try https://login.salesforce.com too: sfjwt doctor --try-audience", result.next().toString());
    }

    @Test
    void asked_for_it_tries_both_and_says_which_one_works() {
        Doctor.Result result = examine("https://acme.my.salesforce.com", true);
        assertEquals(2, logins());
        Finding login = Clinic.finding(result, "login");
        assertEquals("audience_other", login.code());
        assertTrue(login.text().contains("with the audience https://login.salesforce.com"), login::text);
        assertTrue(result.healthy());
        assertEquals("write it down, so that each login is one: sfjwt setup-config --force --audience "
                + "https://login.salesforce.com", login.fix().toString());
    }

    @Test
    void where_neither_works_it_says_that_it_tried_both() {
        org.policy(AppPolicy.SELF_AUTHORIZED);
        Finding login = Clinic.finding(examine("https://acme.my.salesforce.com", true), "login");
        assertEquals("user_not_approved", login.code());
        assertTrue(login.text().endsWith(
                " Tried with these audiences: https://acme.my.salesforce.com, https://login.salesforce.com."),
                login::text);
        assertFalse(Clinic.finding(examine("https://acme.my.salesforce.com", false), "login").text().contains("Tried"));
    }

    @Test
    void at_a_host_for_all_orgs_the_host_is_first() {
        org.address(new LoginAddress(LoginAddress.Audience.EITHER, Set.of("acme.my.salesforce.com")));
        Doctor.Result result = examine("https://login.salesforce.com", true);
        assertEquals("generic_login_host", result.diagnosis().orElseThrow().causes().getFirst().id());
        assertTrue(result.next().toString().contains("My Domain"), result.next()::toString);
        assertEquals(1, logins());
    }
}
