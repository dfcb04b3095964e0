package lib.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserTest {

    @Test
    void browser_is_split_into_arguments_and_never_read_by_a_shell() {
        assertEquals(List.of("firefox", "file:///x"), command("firefox"));
        assertEquals(List.of("a", "-u", "file:///x", "-n"), command("a -u %s -n:second"));
        assertEquals(List.of("x;rm", "$(id)", "file:///x"), command(" x;rm $(id) "));
    }

    @Test
    void without_a_screen_only_a_named_browser_is_run() {
        assertTrue(Browser.of(Map.of()).isEmpty());
        assertTrue(Browser.of(Map.of("DISPLAY", " ", "BROWSER", "")).isEmpty());
        assertEquals(List.of("xdg-open", "file:///x"),
                Browser.of(Map.of("WAYLAND_DISPLAY", "wayland-0")).orElseThrow().command("file:///x"));
        assertEquals(List.of("lynx", "file:///x"), command("lynx"));
    }

    private static List<String> command(String browser) {
        return Browser.of(Map.of("BROWSER", browser)).orElseThrow().command("file:///x");
    }
}
