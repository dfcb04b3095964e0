package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Failure;
import lib.keys.KeySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which source wins, for every field and every combination of what says where to log in. */
class OrgSettingsTest {

    private static final String LOGIN = "https://login.salesforce.com";
    private static final String TEST = "https://test.salesforce.com";
    private static final String ACME = "https://acme.my.salesforce.com";
    private static final String DEV = "https://acme--dev.sandbox.my.salesforce.com";
    private static final String SITE = "https://acme.my.site.com/customers";

    @Test
    void every_field_comes_from_the_highest_source_that_has_it() {
        var flags = all("flag");
        var environment = all("variable");
        assertEquals(flags, flags.over(environment));
        assertEquals(environment, OrgSettings.NONE.over(environment));
        assertEquals(flags, flags.over(OrgSettings.NONE));

        var one = OrgSettings.NONE.withUsername(Settings.of("flag@x")).over(environment);
        assertEquals("flag@x", one.username().value());
        assertSame(environment.consumerKey(), one.consumerKey());
        assertSame(environment.key(), one.key());
        assertSame(environment.expiresIn(), one.expiresIn());
        assertSame(environment.audience(), one.audience());
    }

    /** Columns: what the flags say, what the file says (login URL, sandbox, audience each), what comes of it. */
    @ParameterizedTest
    @CsvSource({
        // nothing above: the file holds
        ",,,                 ACME,,X,        ACME, false, X",
        ",,,                 ,true,,         TEST, true, TEST",
        // a login URL above silences all three
        "ACME,,,             TEST,true,X,    ACME, false, ACME",
        "DEV,,,              LOGIN,false,,   DEV,  true, DEV",
        "LOGIN,,,            ,true,,         LOGIN, false, LOGIN",
        "SITE,,,             ACME,,X,        SITE, false, SITE",
        // sandbox above chooses between the two generic URLs …
        ",true,,             LOGIN,,,        TEST, true, TEST",
        ",true,,             LOGIN,false,X,  TEST, true, TEST",
        ",false,,            TEST,,,         LOGIN, false, LOGIN",
        ",false,,            TEST,true,X,    LOGIN, false, LOGIN",
        ",false,,            ,true,,         LOGIN, false, LOGIN",
        // … and leaves one that names an org standing
        ",true,,             ACME,,X,        ACME, true, ACME",
        ",false,,            ACME,true,,     ACME, false, ACME",
        ",true,,             SITE,,,         SITE, true, SITE",
        // a host that says so itself is a sandbox's, whatever else is said
        ",false,,            DEV,,,          DEV,  true, DEV",
        // an audience above goes with anything below
        ",,X,                ACME,true,Y,    ACME, true, X",
        ",true,X,            LOGIN,,Y,       TEST, true, X",
    })
    void where_to_log_in(String url, Boolean sandbox, String audience, String fileUrl, Boolean fileSandbox,
            String fileAudience, String expectedUrl, boolean expectedSandbox, String expectedAudience) {
        OrgConfig config = Settings.config(Settings.where("flag", url(url), sandbox, url(audience))
                .over(Settings.where("file", url(fileUrl), fileSandbox, url(fileAudience)))
                .over(Settings.complete(Path.of("k"))));
        assertEquals(url(expectedUrl), config.loginUrl().toString());
        assertEquals(expectedSandbox, config.sandbox());
        assertEquals(url(expectedAudience), config.audience());
    }

    @Test
    void a_source_in_the_middle_hides_the_one_below_even_where_it_is_overruled_itself() {
        OrgSettings settings = Settings.where("flag", null, true, null)
                .over(Settings.where("variable", LOGIN, null, null)).over(Settings.where("file", ACME, null, null));
        assertEquals(TEST, settings.loginUrl().value());
        assertEquals("flag", settings.loginUrl().name(), "the place to mend");
    }

    @Test
    void it_does_not_matter_which_two_sources_are_joined_first() {
        List<OrgSettings> some = everything();
        for (OrgSettings flags : some) {
            for (OrgSettings environment : some) {
                for (OrgSettings file : some) {
                    assertEquals(flags.over(environment).over(file), flags.over(environment.over(file)));
                }
            }
        }
    }

    @Test
    void sources_that_are_right_by_themselves_never_conflict() {
        List<OrgSettings> right = everything().stream().filter(settings -> !conflicts(settings)).toList();
        for (OrgSettings upper : right) {
            for (OrgSettings lower : right) {
                OrgConfig.loginUrl(upper.over(lower));
            }
        }
    }

    @Test
    void one_source_that_contradicts_itself_is_refused() {
        Failure failure = assertThrows(Failure.class,
                () -> OrgConfig.loginUrl(Settings.where("SFJWT_X", LOGIN, true, null)));
        assertEquals("sandbox_conflict", failure.code());
    }

    @Test
    void a_login_url_that_is_overruled_may_be_wrong() {
        OrgSettings settings = Settings.where("flag", DEV, true, null)
                .over(Settings.where("file", "http://nonsense", null, null));
        assertEquals(DEV, OrgConfig.loginUrl(settings).toString());
    }

    private static OrgSettings all(String name) {
        return OrgSettings.NONE.withConsumerKey(Settings.of("key", name)).withUsername(Settings.of(name + "@x", name))
                .withKey(new Setting<>(new KeySource.InFile(Path.of(name)), name))
                .withLoginUrl(Settings.of(ACME, name)).withSandbox(Settings.of(true, name))
                .withAudience(Settings.of(LOGIN, name)).withExpiresIn(Settings.of(60, name));
    }

    private static List<OrgSettings> everything() {
        var all = new ArrayList<OrgSettings>();
        for (String url : new String[] {null, LOGIN, TEST, ACME}) {
            for (Boolean sandbox : new Boolean[] {null, true, false}) {
                for (String audience : new String[] {null, LOGIN}) {
                    all.add(Settings.where("n" + all.size(), url, sandbox, audience));
                }
            }
        }
        return all;
    }

    private static boolean conflicts(OrgSettings settings) {
        try {
            OrgConfig.loginUrl(settings);
            return false;
        } catch (Failure e) {
            return true;
        }
    }

    private static String url(String name) {
        return switch (name) {
            case null -> null;
            case "LOGIN" -> LOGIN;
            case "TEST" -> TEST;
            case "ACME" -> ACME;
            case "DEV" -> DEV;
            case "SITE" -> SITE;
            default -> "https://" + name + ".example";
        };
    }
}
