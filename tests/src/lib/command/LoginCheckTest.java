package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import org.junit.jupiter.api.Test;

/** {@code setup-config --login-check}; {@code lib.store.AudiencePairsTest} has the audiences. */
class LoginCheckTest extends AtDemoOrg {

    private Sfjwt.Run setUp(String user, String... more) {
        return demo.sfjwt().run(List.of("setup-config", "-o", "new.json", "--consumer-key", DemoOrg.CONSUMER_KEY,
                "--username", user, "--login-url", demo.org.url().toString(), "--login-check"), more);
    }

    @Test
    void it_says_that_the_login_works() {
        Sfjwt.Run run = setUp(DemoOrg.USERNAME).exitsWith(0);
        assertTrue(run.out().contains("login works: " + demo.org.url()), run::toString);
        var login = setUp(DemoOrg.USERNAME, "--force", "--json").exitsWith(0).json().getJsonObject("login");
        assertEquals(demo.org.url().toString(), login.getString("audience"));
    }

    @Test
    void a_refused_login_is_told_and_the_file_is_there() {
        Sfjwt.Run run = setUp("not-approved@demo.example").exitsWith(4);
        assertTrue(run.out().contains("new.json written") && run.err().contains("invalid_app_access"), run::toString);
        assertTrue(Files.exists(folder.resolve("new.json")));
        assertEquals(4, setUp("not-approved@demo.example", "--force", "--json").exitsWith(4).json()
                .getInt("exitCode"));
    }
}
