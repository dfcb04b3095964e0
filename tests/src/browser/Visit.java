package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ui.DashboardServer;

/**
 * A dashboard with a demo org, and a browser tab that somebody opened it in.
 *
 * <p>Ending the visit fails for every request to elsewhere, every violation of the content security policy, every error
 * on the console and every exception of the page.
 */
final class Visit implements AutoCloseable {

    /** In milliseconds; generous, because a CI machine can be busy with other things. */
    private static final int PATIENCE = 60_000;

    /** What Chromium logs for a refusal of the API, which the page then shows. */
    private static final String REFUSAL = "Failed to load resource: the server responded with a status of 4.*";
    private static final String STOPPED = "Failed to load resource: net::ERR_\\w+";
    private static final String WATCH_POLICY = "document.addEventListener('securitypolicyviolation', event => "
            + "console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`))";

    final Path root;
    final DashboardServer server;
    final BrowserContext context;
    final Page page;
    final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final String origin;
    private boolean stopped;

    private Visit(Path root, boolean demo, Browser.NewContextOptions options) {
        this.root = root;
        this.server = DashboardServer.start(
                new DashboardServer.Options(0, false, root, demo, Map.of(), Clock.systemUTC()), _ -> { });
        this.origin = "http://127.0.0.1:" + server.port();
        this.context = Chromium.get().newContext(options);
        context.setDefaultTimeout(PATIENCE);
        setDefaultAssertionTimeout(PATIENCE);
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        context.addInitScript(WATCH_POLICY);
        this.page = context.newPage();
        listen(page);
    }

    static Visit in(Path root) {
        return in(root, options -> { });
    }

    static Visit in(Path root, Consumer<Browser.NewContextOptions> adjust) {
        var options = new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("en-US");
        adjust.accept(options);
        return new Visit(root, true, options);
    }

    /** As for a real org: nothing is practised. */
    static Visit withoutDemo(Path root) {
        return new Visit(root, false, new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("en-US"));
    }

    private void listen(Page tab) {
        tab.onRequest(request -> {
            requests.add(request.url().replace(origin, ""));
            if (!request.url().startsWith(origin + "/") && !request.url().matches("(data|blob):.*")) {
                complaints.add("request to " + request.url());
            }
        });
        tab.onConsoleMessage(message -> {
            boolean expected = message.text().matches(REFUSAL) || stopped && message.text().matches(STOPPED);
            if (List.of("error", "warning").contains(message.type()) && !expected) {
                complaints.add("console: " + message.text());
            }
        });
        tab.onPageError(error -> complaints.add("exception: " + error));
    }

    String origin() {
        return origin;
    }

    /** Opens the address that the terminal printed, and waits until the page knows what is on disk. */
    Visit open() {
        page.navigate(server.url().toString());
        return settled();
    }

    Visit settled() {
        assertThat(page.locator("#connection")).hasText("Connected");
        assertThat(page.locator("[data-state='3']")).not().hasText("Checking …");
        return this;
    }

    Visit step(int step) {
        page.evaluate("step => { location.hash = `#step-${step}` }", step);
        assertThat(page.locator("#step-" + step)).isVisible();
        return this;
    }

    /** The step with its fields in sight, whatever has been done there. */
    Visit form(int step) {
        step(step);
        String again = step == 1 ? "Make a new key" : step == 2 ? "Show the guide" : "Change it";
        if (button(again).isVisible()) {
            button(again).click();
        }
        page.evaluate("() => ['customize', 'more-3'].forEach(id => { document.getElementById(id).open = true })");
        return this;
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    /** The text in a block of the command line's equivalents. */
    String command(String name) {
        return page.locator("[data-command='" + name + "'] code").textContent();
    }

    String state(int step) {
        return page.locator("[data-nav='" + step + "']").getAttribute("data-status");
    }

    String clipboard() {
        return (String) page.evaluate("() => navigator.clipboard.readText()");
    }

    /** Step 1 as a newcomer does it. */
    Visit makeCertificate() {
        step(1).button("Generate key and certificate").click();
        assertThat(page.locator("#result-1 .title")).hasText("Key and certificate are made");
        return this;
    }

    /** Step 2 in the demo org. */
    Visit register() {
        form(2).button("Register the certificate in the demo org").click();
        assertThat(page.getByText("Registered in the demo org")).isVisible();
        return this;
    }

    Visit saveConfig() {
        form(3).button("Save jwt.json").click();
        assertThat(page.locator("#result-3 .title")).containsText("./jwt.json is saved");
        return this;
    }

    /** A further tab of the same browser, watched like the first. */
    Page tab(String url) {
        Page tab = context.newPage();
        listen(tab);
        tab.navigate(url);
        return tab;
    }

    void stopServer() {
        stopped = true;
        server.close();
    }

    @Override
    public void close() {
        context.close();
        server.close();
        assertEquals(List.of(), complaints);
    }
}
