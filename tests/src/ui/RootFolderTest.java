package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import lib.failure.Failure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No path leads out of the root: neither by its letters nor by a link. */
class RootFolderTest {

    @TempDir
    Path temp;

    private Path base;
    private RootFolder root;

    @BeforeEach
    void makeFolders() throws IOException {
        base = Files.createDirectory(temp.toRealPath().resolve("work"));
        root = RootFolder.at(base);
        // shares its prefix with the root as text
        Files.writeString(Files.createDirectory(base.resolveSibling("work-secret")).resolve("server.key"), "CANARY");
        Files.createDirectory(base.resolve("certs"));
        Files.writeString(base.resolve("certs/server.crt"), "inside");
    }

    @Test
    void paths_below_the_root_are_taken_there_or_not() {
        for (String path : List.of("jwt.json", "./jwt.json", "certs/server.crt", "new/folder/server.key", ".",
                "certs/./server.crt",
                "..hidden/x", "certs/...", "ä/ö", "a b", "-rf", "certs//server.crt")) {
            assertEquals(base.resolve(path).normalize(), root.resolve(path, "path"), path);
        }
    }

    @Test
    void a_secret_that_was_pasted_in_place_of_a_path_is_not_said_again() {
        String base64 = "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCon8jmgyCkQ6kD";
        for (String secret : List.of("-----BEGIN PRIVATE KEY-----\n" + base64, base64, base64 + "\n" + base64,
                "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHOSJ9.c2ln", "00D000000000001!AQEAQ" + "x".repeat(90))) {
            Failure refused = assertThrows(Failure.class, () -> root.resolve(secret, "outputDir"), secret);
            assertEquals("bad_path", refused.code());
            assertFalse(refused.getMessage().contains(secret.substring(30, 45)), refused.getMessage());
        }
    }

    @Test
    void a_root_that_was_moved_away_is_said_to_be_gone_and_nothing_is_made_in_its_place() throws IOException {
        Path moved = temp.toRealPath().resolve("moved");
        try (var dashboard = Running.in(base)) {
            Files.move(base, moved);
            assertGone(dashboard);
            assertTrue(Files.notExists(base));
            Files.createSymbolicLink(base, moved);
            assertGone(dashboard);
            try (var files = Files.list(moved)) {
                assertEquals(List.of(moved.resolve("certs")), files.toList());
            }
            Files.delete(base);
            Files.move(moved, base);
            assertEquals(200, dashboard.get("/api/config").status());
        }
    }

    private void assertGone(Running dashboard) throws IOException {
        for (var answer : List.of(dashboard.post("/api/generate-certs", "{\"outputDir\": \"new\"}"),
                dashboard.post("/api/generate-certs", "{\"outputDir\": \".\"}"), dashboard.get("/api/config"))) {
            assertEquals(422, answer.status(), answer.toString());
            var json = Running.json(answer);
            assertEquals("root_gone", json.getString("code"));
            assertTrue(json.getString("error").endsWith(base.toString()), json.getString("error"));
            assertFalse(json.containsKey("about"), "no field is wrong");
        }
    }

    @Test
    void letters_lead_nowhere_else() {
        for (String path : List.of("..", "../work-secret/server.key", "certs/../../work-secret/server.key", "certs/..",
                "../work",
                "../work/jwt.json", "/etc/passwd", "//etc/passwd", base.resolve("../work-secret/server.key").toString(),
                base + "-secret/server.key",
                "..\\work-secret\\server.key",
                "certs\\server.key", "\\\\host\\share\\x", "a\0b", "a\nb", "", "  ", "~", "~/certs",
                "~root/x", "certs/../../../../../../etc/passwd")) {
            Failure refused = assertThrows(Failure.class, () -> root.resolve(path, "path"), path);
            assertTrue(List.of("bad_path", "path_outside").contains(refused.code()), refused.code());
        }
    }

    @Test
    void what_is_pasted_in_place_of_a_key_is_called_by_its_name() {
        assertEquals("key_is_consumer_key", assertThrows(Failure.class,
                () -> root.key("3MVG9Kip4IKAZQEVVbjF1dCTzcHAJKhrQ_Zs", "privateKeyFile")).code());
        assertEquals(base.resolve("certs/server.key"), root.key("certs/server.key", "privateKeyFile"));
    }

    @Test
    void links_lead_nowhere_else() throws IOException {
        Path secret = base.resolveSibling("work-secret");
        Files.createSymbolicLink(base.resolve("file"), secret.resolve("server.key"));
        Files.createSymbolicLink(base.resolve("folder"), secret);
        Files.createSymbolicLink(base.resolve("certs/up"), Path.of("../.."));
        Files.createSymbolicLink(base.resolve("dangling"), temp.resolve("nowhere"));
        Files.createSymbolicLink(base.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(base.resolve("inside"), Path.of("certs/server.crt"));
        for (String path : List.of("file", "folder", "folder/server.key", "folder/new", "folder/new/er", "certs/up/x",
                "certs/up/work-secret/server.key", "dangling", "dangling/x", "loop", "loop/x", "inside")) {
            Failure refused = assertThrows(Failure.class, () -> root.resolve(path, "path"), path);
            assertEquals("path_outside", refused.code(), path);
            assertEquals(Optional.empty(), root.name(base.resolve(path)), path);
            assertFalse(refused.getMessage().contains("CANARY"));
        }
    }

    @Test
    void a_linked_folder_that_stays_inside_is_as_good_as_the_folder() throws IOException {
        Files.createSymbolicLink(base.resolve("alias"), Path.of("certs"));
        assertEquals(base.resolve("certs/server.crt"), root.resolve("alias/server.crt", "path"));
        assertEquals(base.resolve("certs/new/file"), root.resolve("alias/new/file", "path"));
    }

    @Test
    void the_root_itself_may_be_reached_through_a_link() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), base);
        assertEquals(base.resolve("jwt.json"), RootFolder.at(link).resolve("jwt.json", "path"));
        assertThrows(IOException.class, () -> RootFolder.at(base.resolve("certs/server.crt")));
        assertThrows(IOException.class, () -> RootFolder.at(base.resolve("none")));
    }

    @Test
    void every_field_that_names_a_file_is_held_to_it() throws IOException {
        Path secret = base.resolveSibling("work-secret");
        Files.createSymbolicLink(base.resolve("folder"), secret);
        Files.createSymbolicLink(base.resolve("certs/server.key"), secret.resolve("server.key"));
        String org = "\"consumerKey\":\"k\",\"username\":\"u@x\",";
        try (var dashboard = Running.in(base, java.util.Map.of(), true)) {
            for (String path : List.of("../work-secret/server.key", secret + "/server.key", "folder/server.key",
                    "certs/server.key")) {
                String quoted = "\"" + path + "\"";
                assertRefused(dashboard.post("/api/validate-key", "{\"keyPath\":" + quoted + "}"), path);
                assertRefused(dashboard.post("/api/validate-key", "{\"keyPath\":\"jwt.json\",\"certPath\":" + quoted
                        + "}"), path);
                assertRefused(dashboard.post("/api/get-token", "{" + org + "\"privateKeyFile\":" + quoted + "}"), path);
                assertRefused(dashboard.post("/api/claims", "{" + org + "\"privateKeyFile\":" + quoted + "}"), path);
                assertRefused(dashboard.post("/api/save-config", "{" + org + "\"privateKeyFile\":" + quoted + "}"),
                        path);
                assertRefused(dashboard.post("/api/save-config", "{" + org + "\"force\":true,\"configPath\":" + quoted
                        + "}"), path);
                assertRefused(dashboard.post("/api/demo/register", "{\"certPath\":" + quoted + "}"), path);
                assertRefused(dashboard.get("/api/certificate?path=" + path), path);
                assertRefused(dashboard.get("/api/config?path=" + path), path);
                assertRefused(dashboard.get("/api/config?key=" + path), path);
            }
            for (String folder : List.of("../work-secret", "folder", "folder/new", secret.toString())) {
                assertRefused(dashboard.post("/api/generate-certs", "{\"force\":true,\"outputDir\":\"" + folder
                        + "\"}"), folder);
            }
            // the key in there is a link that leads out
            assertRefused(dashboard.post("/api/generate-certs", "{\"reuseKey\":true,\"force\":true}"), "reused");
            assertEquals(400, dashboard.get("/api/certificate?path=a%00b").status());
        }
        assertEquals("CANARY", Files.readString(secret.resolve("server.key")));
        try (var files = Files.list(secret)) {
            assertEquals(1, files.count());
        }
    }

    /** A second thread swaps a folder for a link that leads out, as fast as it can. */
    @Test
    void a_folder_that_becomes_a_link_meanwhile_leads_nowhere_else() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        for (int i = 0; i < 200; i += 2) { // half of what is written has a namesake there
            Files.writeString(outside.resolve("jwt" + i + ".json"), "theirs");
        }
        Path place = Files.createDirectory(base.resolve("sub"));
        Path parked = base.resolve("parked");
        Path link = Files.createSymbolicLink(base.resolve("link"), outside);
        var goOn = new AtomicBoolean(true);
        var random = new Random(1);
        Callable<Integer> swapping = () -> {
            int swaps = 0;
            for (; goOn.get(); swaps++) {
                move(place, parked);
                move(link, place);
                move(place, link);
                move(parked, place);
                Thread.sleep(Duration.ofMillis(random.nextInt(8)));
            }
            return swaps;
        };
        int saved = 0;
        String org = "{\"consumerKey\":\"k\",\"username\":\"u@x.example\","
                + "\"force\":true,\"privateKeyFile\":\"keys/server.key\",\"configPath\":\"sub/";
        try (var swapper = Executors.newSingleThreadExecutor()) {
            var swaps = swapper.submit(swapping);
            try (var dashboard = Running.in(base)) {
                dashboard.post("/api/generate-certs", "{\"outputDir\":\"keys\"}");
                for (int i = 0; i < 400; i++) {
                    String name = "jwt" + i / 2 + ".json"; // written twice: new, and in place of one that is there
                    int status = dashboard.post("/api/save-config", org + name + "\"}").status();
                    saved += status == 200 ? 1 : 0;
                    assertTrue(status < 500, "a failure with words, not a bug: " + status);
                }
            } finally {
                goOn.set(false);
            }
            assertTrue(swaps.get() > 0, "it swapped until the end");
        }
        try (var files = Files.list(outside)) {
            assertEquals(100, files.filter(file -> readable(file).equals("theirs")).count());
        }
        try (var files = Files.list(outside)) {
            assertEquals(100, files.count());
        }
        assertTrue(saved > 0, "some were saved");
    }

    /** Where the dashboard has made the folder meanwhile, that one goes out of the way. */
    private static void move(Path from, Path to) throws IOException {
        while (true) {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException e) {
                assertTrue(Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS), e.toString());
                Files.move(to, Files.createTempDirectory(to.getParent(), "made").resolve("by it"));
            }
        }
    }

    @Test
    void a_jwt_json_may_name_a_key_outside_but_nothing_of_it_is_looked_at() throws IOException {
        Files.writeString(base.resolve("jwt.json"), """
                {"consumerKey": "k", "subject": "u@x.example", "privateKeyFile": "../work-secret/server.key"}
                """);
        try (var dashboard = Running.in(base)) {
            var saved = Running.json(dashboard.get("/api/config"));
            assertTrue(saved.getJsonObject("key").isNull("path"), saved.toString());
            assertFalse(saved.getJsonObject("key").getBoolean("exists"));
            assertFalse(saved.toString().contains("CANARY"));
        }
    }

    private static String readable(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(Wire.Answer answer, String path) {
        assertEquals(400, answer.status(), path + " " + answer);
        assertEquals("path_outside", Running.json(answer).getString("code"), path + " " + answer);
        assertFalse(answer.text().contains("CANARY"), path);
    }
}
