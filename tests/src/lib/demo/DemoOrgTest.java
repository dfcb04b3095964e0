package lib.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Kind;
import org.junit.jupiter.api.Test;

class DemoOrgTest {

    @Test
    void a_taken_port_is_a_failure_that_names_it() {
        try (DemoOrg first = DemoOrg.start(0, Clock.systemUTC())) {
            int port = first.url().getPort();

            Failure failure = assertThrows(Failure.class, () -> DemoOrg.start(port, Clock.systemUTC()));

            assertEquals("port_taken", failure.code());
            assertEquals(Kind.USAGE, failure.kind());
            assertTrue(failure.getMessage().contains(String.valueOf(port)));
        }
    }

    @Test
    void a_port_that_cannot_be_is_a_failure() {
        for (int port : List.of(-1, 1, 80, 1023, 65536)) {
            assertEquals("port_invalid",
                    assertThrows(Failure.class, () -> DemoOrg.start(port, Clock.systemUTC())).code());
        }
    }

    @Test
    void a_closed_org_answers_no_more_frees_its_port_and_may_be_closed_again() throws Exception {
        DemoOrg org = DemoOrg.start(0, Clock.systemUTC());
        var caller = new Caller(org);
        assertEquals(200, caller.get("/services/data").statusCode());

        org.close();
        org.close();

        assertThrows(IOException.class, () -> caller.get("/services/data"));
        try (DemoOrg next = DemoOrg.start(org.url().getPort(), Clock.systemUTC())) {
            assertEquals(org.url(), next.url());
        }
    }

    @Test
    void two_orgs_know_nothing_of_each_other() throws Exception {
        try (DemoOrg one = DemoOrg.start(0, Clock.systemUTC()); DemoOrg other = DemoOrg.start(0, Clock.systemUTC())) {
            one.register(TestCertificate.RSA.pem());
            String token = new Caller(one).logIn();

            assertEquals(401, new Caller(other).get("/services/oauth2/userinfo", token).statusCode());
        }
    }

    @Test
    void requests_are_kept_as_they_came_up_to_the_last_thousand() throws Exception {
        try (DemoOrg org = DemoOrg.start(0, Clock.systemUTC())) {
            var caller = new Caller(org);
            Caller.send(caller.to("/services/oauth2/token?a=%20b").header("X-Test", "1").header("X-Test", "2")
                    .POST(BodyPublishers.ofString("x=y")));

            RecordedRequest request = org.requests().getFirst();
            assertEquals("POST", request.method());
            assertEquals("/services/oauth2/token", request.path());
            assertEquals("a=%20b", request.query());
            assertEquals("x=y", request.text());
            assertEquals(List.of("1", "2"), request.headers().get("x-test"));
            assertEquals("1", request.header("X-TEST").orElse(""));

            for (int i = 0; i < 1000; i++) {
                caller.get("/" + i);
            }
            assertEquals(1000, org.requests().size());
            assertEquals("/0", org.requests().getFirst().path());
            assertEquals("/999", org.requests().getLast().path());
        }
    }

    @Test
    void the_consumer_key_looks_like_one_and_says_what_it_is() {
        assertTrue(DemoOrg.CONSUMER_KEY.matches("3MVG9[A-Za-z0-9._]{80}"));
        assertTrue(DemoOrg.CONSUMER_KEY.contains("DEMO"));
    }

    @Test
    void ids_carry_the_check_of_their_case() {
        assertEquals(Sessions.ORG_ID, withCheck(Sessions.ORG_ID.substring(0, 15)));
        for (DemoUser user : DemoUser.values()) {
            assertEquals(user.id(), withCheck(user.id().substring(0, 15)));
        }
    }

    /** Salesforce's 18-character form: for each five characters, one that says which are capitals. */
    private static String withCheck(String id) {
        var full = new StringBuilder(id);
        for (int block = 0; block < 15; block += 5) {
            int capitals = 0;
            for (int i = 0; i < 5; i++) {
                capitals |= Character.isUpperCase(id.charAt(block + i)) ? 1 << i : 0;
            }
            full.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".charAt(capitals));
        }
        return full.toString();
    }
}
