package browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;

/** What axe says of the page as it is, and a picture of it for people to look at, below tests/target. */
final class Accessible {

    private static final Path SCREENSHOTS = Path.of("screenshots");

    private Accessible() {
    }

    /** All of axe's rules, and the one for WCAG 2.2's target size, which is off by default. */
    static void check(Visit visit, String theme, String what) {
        // colours that are still on their way from one theme to the other are nobody's
        visit.page.evaluate("() => Promise.allSettled(document.getAnimations()"
                + ".filter(one => one instanceof CSSTransition).map(one => one.finished))");
        visit.page.evaluate("script => globalThis.axe ?? (0, eval)(script)", AxeBuilder.getAxeScript());
        Object found = visit.page.evaluate("""
                async () => (await axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}))
                  .violations.flatMap(({id, nodes}) =>
                    nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`))
                """);
        String step = visit.page.url().replaceAll(".*#step-", "");
        assertEquals(List.of(), found, "step " + step + ", " + what + ", " + theme);
        screenshot(visit, "1280-" + theme + "-" + step + "-" + what);
    }

    static void screenshot(Visit visit, String name) {
        visit.page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }
}
