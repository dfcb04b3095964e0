package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import lib.keys.CertsProgress;
import lib.keys.GenerateCerts;
import lib.keys.Passphrase;
import lib.keys.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ui.DashboardServer;

/** The page says what is so: in each tab, for this folder, whoever changed it, and while somebody is at work. */
class TruthTest {

    /** As when the person comes back to the window. */
    private static final String READ_AGAIN = "() => import('/disk.js').then(disk => disk.readAgain())";

    @TempDir
    Path root;

    @TempDir
    Path other;

    @Test
    void another_folder_at_the_same_address_starts_empty_and_the_old_tab_stays_told_off() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3).field("Salesforce username").fill("half-typed@acme.example");
            int port = visit.server.port();
            visit.stopServer();
            assertThat(visit.page.locator("#connection")).hasText("Server stopped");
            var options = new DashboardServer.Options(port, false, other, true, Map.of(),
                    Clock.systemUTC());
            try (var second = DashboardServer.start(options, _ -> { })) {
                assertThat(visit.page.locator("#connection")).hasText("Server restarted");
                Page tab = visit.tab(second.url().toString());
                assertThat(tab.locator("#connection")).hasText("Connected");
                assertThat(tab.locator("[data-state='2']")).hasText("In Setup");
                assertThat(tab.locator("#username")).hasValue("");
                assertThat(tab.locator("#consumerKey")).hasValue("");
                assertThat(tab.locator("#where-folder")).hasText(other.getFileName().toString());
                assertThat(visit.page.locator("#connection")).hasText("Server restarted");
                tab.close();
            }
        }
    }

    @Test
    void another_program_that_has_the_port_now_is_not_taken_for_the_server() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            var address = new InetSocketAddress("127.0.0.1", visit.server.port());
            visit.stopServer();
            HttpServer other = HttpServer.create(address, 0);
            var asked = new AtomicInteger();
            other.createContext("/", exchange -> {
                asked.incrementAndGet();
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write("<p>Hello".getBytes(StandardCharsets.UTF_8));
                }
            });
            other.start();
            try {
                visit.page.waitForCondition(() -> asked.get() > 2);
                visit.page.evaluate("async () => (await import('/disk.js')).readAgain()");
                assertThat(visit.page.locator("#connection")).hasText("Server stopped");
                assertThat(visit.page.locator("[data-nav='1']")).hasAttribute("data-status", "done");
            } finally {
                other.stop(0);
            }
        }
    }

    @Test
    void another_tab_learns_what_this_one_made() {
        try (var visit = Visit.in(root).open()) {
            Page tab = visit.tab(visit.server.url().toString());
            assertThat(tab.locator("[data-state='1']")).hasText("Not made yet");
            visit.makeCertificate();
            assertThat(tab.locator("[data-nav='1']")).hasAttribute("data-status", "done");
            tab.close();
        }
    }

    @Test
    void an_upload_is_ticked_for_its_certificate_only_wherever_the_next_one_is_made() {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            visit.step(2);
            visit.page.locator("#task-A6").check();
            visit.page.waitForResponse("**/api/ticks", () -> visit.page.locator("#task-A7").check());
            generate(Clock.systemUTC(), true);
            visit.page.evaluate("async () => (await import('/disk.js')).readAgain()");
            assertThat(visit.page.locator("#task-A6")).not().isChecked();
            assertThat(visit.page.locator("#task-A7")).isChecked();
            assertThat(visit.page.locator("[data-phase='A']")).hasText("1 of 7");
            assertThat(visit.page.locator("[data-state='2']")).hasText("1 of 16 done");
        }
    }

    @Test
    void a_page_that_is_reloaded_while_a_key_is_made_learns_when_it_is_there() {
        try (var visit = Visit.in(root).open()) {
            visit.form(1).field("Key size (bits)").selectOption("3072");
            visit.button("Generate key and certificate").click();
            // on a quick machine it may be made already
            assertThat(visit.page.locator("#progress-1 [data-status='running']:visible, #result-1 .title")).isVisible();
            visit.page.reload();
            visit.settled();
            // such a key takes its time where many tests run at once
            assertThat(visit.page.locator("[data-nav='1']")).hasAttribute("data-status", "done",
                    new LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
        }
    }

    /**
     * The first look comes too early, and the events too late.
     *
     * <p>The routes stay: with the last of them Chromium would let go of what they hold.
     */
    @Test
    void what_is_made_before_the_events_are_listened_to_is_seen() {
        try (var visit = Visit.in(root).open()) {
            var events = new HeldEvents(visit.page);
            var looked = new AtomicBoolean();
            visit.page.route("**/api/config*", route -> {
                if (looked.getAndSet(true)) {
                    route.resume();
                    return;
                }
                APIResponse early = route.fetch();
                generate(Clock.systemUTC());
                events.await(1);
                visit.page.waitForResponse("**/api/events", events::let);
                route.fulfill(new Route.FulfillOptions().setResponse(early));
            });
            visit.page.reload();
            assertThat(visit.page.locator("[data-nav='1']")).hasAttribute("data-status", "done");
        }
    }

    /** The stream can break off and begin again before anybody calls the server stopped. */
    @Test
    void what_is_made_while_the_events_are_interrupted_is_seen() {
        try (var visit = Visit.in(root)) {
            var events = new HeldEvents(visit.page);
            visit.page.navigate(visit.server.url().toString());
            events.await(1);
            events.breakOff();
            visit.settled();
            events.await(2);
            generate(Clock.systemUTC());
            events.let();
            assertThat(visit.page.locator("[data-nav='1']")).hasAttribute("data-status", "done");
        }
    }

    /** Where it takes long, the page leaves the first and asks again: so the later ones are let go as well. */
    private static final class HeldEvents {

        private final Page page;
        private final List<Route> held = new CopyOnWriteArrayList<>();
        private boolean open;

        HeldEvents(Page page) {
            this.page = page;
            page.route("**/api/events", route -> {
                held.add(route);
                if (open) {
                    route.resume();
                }
            });
        }

        void await(int count) {
            page.waitForCondition(() -> held.size() >= count);
        }

        void breakOff() {
            held.getLast().fulfill(new Route.FulfillOptions().setContentType("text/event-stream").setBody(""));
        }

        void let() {
            open = true;
            held.getLast().resume();
        }
    }

    @Test
    void what_another_program_made_is_seen_when_the_person_comes_back() {
        try (var visit = Visit.in(root).open()) {
            assertThat(visit.page.locator("[data-state='1']")).hasText("Not made yet");
            generate(Clock.systemUTC());
            visit.page.waitForTimeout(1100);
            visit.page.evaluate("() => dispatchEvent(new Event('focus'))");
            assertThat(visit.page.locator("[data-nav='1']")).hasAttribute("data-status", "done");
        }
    }

    @Test
    void a_certificate_whose_key_is_gone_is_no_longer_one_to_upload() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            Files.delete(root.resolve("certs/server.key"));
            visit.page.evaluate(READ_AGAIN);
            assertThat(visit.page.locator("[data-state='1']")).hasText("Private key is missing");
            assertThat(visit.page.locator("#result-1 .title")).hasText("Private key is missing");
            assertThat(visit.page.getByText("Next: upload it to Salesforce")).hasCount(0);
            visit.button("Make a new key").click();
            visit.button("Generate key and certificate").click();
            visit.button("Replace them").click();
            assertThat(visit.page.locator("[data-nav='1']")).hasAttribute("data-status", "done");
        }
    }

    @Test
    void a_late_answer_takes_nobody_elsewhere() {
        generate(Clock.systemUTC());
        try (var visit = Visit.in(root)) {
            List<Route> held = new CopyOnWriteArrayList<>();
            visit.page.route("**/api/config*", held::add);
            visit.page.navigate(visit.server.url().toString());
            visit.page.waitForCondition(() -> !held.isEmpty());
            visit.button("Same in a terminal").click();
            visit.page.unroute("**/api/config*");
            held.forEach(Route::resume);
            assertThat(visit.page.locator("[data-nav='1']")).hasAttribute("data-status", "done");
            visit.page.waitForTimeout(300);
            assertThat(visit.page.locator("#step-1")).isVisible();
            assertThat(visit.button("Same in a terminal")).isFocused();
        }
    }

    @Test
    void what_was_typed_before_the_file_changed_is_offered_and_not_put_over_it() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.form(3).field("Salesforce username").fill("typed@demo.example");
            Path file = root.resolve("jwt.json");
            Files.writeString(file, Files.readString(file).replace("integration@", "newer@") + "and more");
            visit.page.reload();
            visit.settled();
            assertThat(visit.field("Salesforce username")).hasValue("newer@demo.example");
            assertThat(visit.page.locator("#notice-3")).containsText("typed@demo.example");
            assertThat(visit.page.locator("#on-disk")).containsText("Config ./jwt.json has text behind its end");
            visit.button("Use them").click();
            assertThat(visit.field("Salesforce username")).hasValue("typed@demo.example");
        }
    }

    @Test
    void what_is_typed_beside_such_an_offer_stays() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.form(3).field("Salesforce username").fill("typed@demo.example");
            visit.field("Salesforce username").blur();
            Path file = root.resolve("jwt.json");
            Files.writeString(file, Files.readString(file).replace("integration@", "newer@"));
            visit.page.evaluate(READ_AGAIN);
            assertThat(visit.page.locator("#notice-3")).containsText("typed@demo.example");
            visit.field("Salesforce username").fill("later@demo.example");
            visit.field("Salesforce username").blur();
            visit.page.evaluate(READ_AGAIN);
            assertThat(visit.field("Salesforce username")).hasValue("later@demo.example");
            assertThat(visit.page.locator("#notice-3")).containsText("typed@demo.example");
            visit.button("Forget them").click();
            visit.page.reload();
            visit.settled();
            assertThat(visit.field("Salesforce username")).hasValue("later@demo.example");
            assertThat(visit.page.locator("#notice-3")).isEmpty();
        }
    }

    @Test
    void an_expired_certificate_is_said_where_it_matters_and_renewed_as_it_was() throws IOException {
        generate(Clock.fixed(Instant.now().minus(Duration.ofDays(400)), ZoneOffset.UTC));
        byte[] key = Files.readAllBytes(root.resolve("certs/server.key"));
        try (var visit = Visit.in(root).open()) {
            assertThat(visit.page.locator("[data-nav='1']")).hasAttribute("data-status", "error");
            visit.step(1);
            assertThat(visit.page.locator("#result-1 .title")).containsText("This certificate expired on");
            assertThat(visit.step(3).page.locator("#on-disk")).containsText("expired on");
            visit.register().saveConfig().step(4);
            assertThat(visit.page.locator("#notice-4")).containsText("Your certificate expired on");
            visit.step(1).button("Renew with the same key").click();
            assertThat(visit.field("Organization")).hasValue("Söhne, Inc.");
            assertThat(visit.field("Country")).hasValue("DE");
            assertThat(visit.field("Valid for (days)")).hasValue("90");
            visit.button("Renew the certificate").click();
            assertThat(visit.page.locator("#result-1 .title")).hasText("Key and certificate are made");
            assertThat(visit.page.locator("[data-nav='1']")).hasAttribute("data-status", "done");
            assertEquals(List.of(key.length), List.of(Files.readAllBytes(root.resolve("certs/server.key")).length));
        }
    }

    @Test
    void an_expired_certificate_is_the_first_cause_of_a_signature_that_is_refused() {
        Clock lastYear = Clock.fixed(Instant.now().minus(Duration.ofDays(400)), ZoneOffset.UTC);
        generate(lastYear);
        try (var visit = Visit.in(root).open().register().saveConfig()) {
            generate(lastYear, true);
            visit.step(4).page.reload();
            visit.settled().button("Request access token").click();
            assertThat(visit.page.locator("#token-result .causes li").first()).containsText("The certificate expired");
        }
    }

    private void generate(Clock clock) {
        generate(clock, false);
    }

    private void generate(Clock clock, boolean force) {
        var subject = new Subject("DE", "", "Köln", "Söhne, Inc.", "", "acme-ci", "");
        new GenerateCerts(clock).run(new GenerateCerts.Request(root.resolve("certs"), subject, 90, 2048, force, false),
                CertsProgress.NONE, Passphrase.NONE);
    }
}
