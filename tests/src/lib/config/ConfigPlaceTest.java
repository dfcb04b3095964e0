package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jwt.json is read: the nearest, and never one that another user left in a folder above. */
class ConfigPlaceTest {

    @TempDir
    Path home;

    Path below;

    @BeforeEach
    void folders() throws Exception {
        below = Files.createDirectories(home.resolve("project/src/main"));
    }

    private ConfigPlace place(String typed, Map<String, String> variables) {
        return ConfigPlace.of(typed, new Environment(variables, below));
    }

    private static Path write(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "{}");
    }

    @Test
    void each_place_wins_over_those_behind_it() throws Exception {
        Map<String, String> variables = Map.of("HOME", home.toString());
        assertEquals(below.resolve("jwt.json"), place(null, variables).file());
        assertFalse(place(null, variables).asked());
        Path users = write(home.resolve(".config/sfjwt/jwt.json"));
        assertEquals(users, place(null, variables).file());
        Path above = write(home.resolve("project/jwt.json"));
        assertEquals(above, place(null, variables).file());
        assertEquals("in a folder above this one", place(null, variables).found());
        Path here = write(below.resolve("jwt.json"));
        assertEquals(here, place(null, variables).file());
        var named = Map.of("HOME", home.toString(), "SFJWT_CONFIG", "other.json");
        assertEquals(below.resolve("other.json"), place(null, named).file());
        assertTrue(place(null, named).asked());
        assertEquals(below.resolve("typed.json"), place("typed.json", named).file());
    }

    @Test
    void what_another_user_put_above_is_not_read() throws Exception {
        Path above = write(home.resolve("project/jwt.json"));
        assumeTrue(System.getProperty("user.name").equals("root"));
        Files.setOwner(above, above.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        assertEquals(below.resolve("jwt.json"), place(null, Map.of()).file());
    }
}
