package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorePlaceTest {

    private static Optional<Path> place(String system, Map<String, String> environment) {
        return StorePlace.of(environment, Path.of("/home/ida/orgs"), system);
    }

    @Test
    void it_is_where_the_platform_keeps_what_can_be_made_anew() {
        var both = Map.of("HOME", "/home/ida", "XDG_CACHE_HOME", "/var/ida", "LOCALAPPDATA", "/c/local");
        var home = Map.of("HOME", "/home/ida");
        assertEquals(Optional.of(Path.of("/var/ida/sfjwt/tokens")), place("Linux", both));
        assertEquals(Optional.of(Path.of("/home/ida/.cache/sfjwt/tokens")), place("Linux", home));
        assertEquals(Optional.of(Path.of("/home/ida/Library/Caches/sfjwt/tokens")), place("Mac OS X", both));
        assertEquals(Optional.of(Path.of("/c/local/sfjwt/tokens")), place("Windows 11", both));
    }

    @Test
    void a_chosen_folder_wins_and_may_be_relative() {
        assertEquals(Optional.of(Path.of("/home/ida/orgs/tokens")),
                place("Linux", Map.of("HOME", "/home/ida", "SFJWT_STORE_DIR", "tokens")));
    }

    @Test
    void nowhere_is_nowhere() {
        assertEquals(Optional.empty(), place("Linux", Map.of()));
        assertEquals(Optional.empty(), place("Linux", Map.of("HOME", "", "XDG_CACHE_HOME", "")));
        assertEquals(Optional.of(Path.of("/home/ida/.cache/sfjwt/tokens")),
                place("Linux", Map.of("HOME", "/home/ida", "XDG_CACHE_HOME", "relative")));
    }
}
