package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.Answer;
import lib.json.HostileJson;
import lib.keys.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store takes for its own, and what it leaves alone. */
class StoreFolderTest extends AtDemoOrg {

    private static final Instant LONG_AGO = Instant.now().minus(Duration.ofDays(30));

    private String token() {
        return sfjwt().run("get-token", "--token-only").exitsWith(0).out();
    }

    private Path store() {
        return folder.resolve("store");
    }

    private Path entry() throws IOException {
        try (var files = Files.newDirectoryStream(store(), "*.json")) {
            return files.iterator().next();
        }
    }

    private Path makeStore() throws IOException {
        return Files.createDirectory(store(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Every file and what is in it; all of them are made as old as can be swept. */
    private static Map<Path, String> aged(Path folder) throws IOException {
        var all = new TreeMap<Path, String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(file, Files.readString(file));
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "certs"})
    void a_folder_with_other_files_in_it_is_refused_and_left_as_it_is(String place) throws Exception {
        Path chosen = folder.resolve(place).normalize();
        Files.setPosixFilePermissions(chosen, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("certs/notes.json"), "{}");
        Map<Path, String> before = aged(folder);
        var sfjwt = demo.sfjwt().with("SFJWT_STORE_DIR", place);

        Sfjwt.Run run = sfjwt.run("get-token", "--token-only", "--fresh").exitsWith(0);
        assertTrue(run.err().contains("warning: the token store is not used: " + chosen + " holds other files"),
                run::toString);
        assertTrue(run.err().contains("SFJWT_STORE_DIR must name a folder that is empty or does not exist yet"));
        assertEquals("store_unsafe",
                sfjwt.run("logout", "--all", "--json").exitsWith(3).json().getString("code"));
        sfjwt.run("orgs").exitsWith(0);
        assertEquals(before, aged(folder));
    }

    @Test
    void its_modes_are_not_what_is_complained_of_where_it_is_somebody_elses() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Sfjwt.Run run = demo.sfjwt().with("SFJWT_STORE_DIR", ".").run("get-token", "--token-only").exitsWith(0);
        assertFalse(run.err().contains("chmod"), run::toString);
    }

    @Test
    void the_mark_of_another_program_is_not_ours() throws Exception {
        Files.writeString(makeStore().resolve("CACHEDIR.TAG"), """
                Signature: 8a477f597d28d172789f06886806bc55
                # This file is a cache directory tag created by cargo.
                """);
        assertTrue(sfjwt().run("get-token").exitsWith(0).err().contains("holds other files, such as CACHEDIR.TAG"));
    }

    @Test
    void an_empty_folder_is_taken_and_marked() throws Exception {
        makeStore();
        String first = token();
        Files.writeString(store().resolve("stray"), "does not turn it into somebody else's");
        assertEquals(first, token());
    }

    @Test
    void a_store_from_before_there_were_marks_is_taken_with_its_tokens() throws Exception {
        String first = token();
        Files.delete(store().resolve("CACHEDIR.TAG"));
        assertEquals(first, token());
        Files.writeString(store().resolve("f".repeat(64) + ".json"), "{\"key\": \"of another program's cache\"}");
        assertNotEquals(first, token());
    }

    @Test
    void in_its_own_folder_too_it_deletes_only_what_it_wrote() throws Exception {
        token();
        String name = "0123456789abcdef".repeat(4);
        for (String file : new String[] {"jwt.json", "a.json", "server.key", name + ".json.bak", name + ".txt",
            name.toUpperCase(Locale.ROOT) + ".json"}) {
            Files.writeString(store().resolve(file), "{\"key\":\"" + name + "\"}");
        }
        Files.writeString(store().resolve(name + ".json"), "{\"key\":\"another\"}");
        Files.createSymbolicLink(store().resolve("f".repeat(64) + ".json"), folder.resolve("jwt.json"));
        Map<Path, String> before = aged(store());
        before.remove(entry(name));
        sfjwt().run("get-token", "--fresh").exitsWith(0);
        Sfjwt.Run run = sfjwt().run("logout", "--all").exitsWith(3);
        assertTrue(run.err().contains(name + ".json was not deleted"), run::toString);
        Map<Path, String> after = aged(store());
        assertEquals(before, after);
        assertTrue(Files.isSymbolicLink(store().resolve("f".repeat(64) + ".json")));
        assertTrue(Files.exists(folder.resolve("jwt.json")));
    }

    /** The one that is really an entry. */
    private Path entry(String other) throws IOException {
        try (var files = Files.newDirectoryStream(store(), "*.json")) {
            for (Path file : files) {
                if (TokenFile.isOwn(file) && !file.getFileName().toString().startsWith(other)) {
                    return file;
                }
            }
        }
        throw new AssertionError("no entry");
    }

    @Test
    void no_hostile_entry_is_more_than_one_to_be_replaced() throws Exception {
        String first = token();
        Path entry = entry();
        for (var document : HostileJson.documents().entrySet()) {
            Files.write(entry, document.getValue());
            Sfjwt.Run run = sfjwt().run("get-token", "--token-only").exitsWith(0);
            assertTrue(run.err().contains(entry + " is damaged, and is ignored"), document.getKey() + run);
            sfjwt().run("orgs").exitsWith(0);
            assertEquals(run.out(), token());
        }
        assertNotEquals(first, token());
    }

    @Test
    void no_hostile_answer_is_stored() {
        HostileJson.documents().forEach((name, document) -> {
            String text = new String(document, StandardCharsets.UTF_8);
            if (text.indexOf('\uFFFD') >= 0) {
                return; // not text, so not to be sent as text
            }
            for (String body : new String[] {text, "{\"access_token\":\"00D!x\",\"a\":" + text + ",\"instance_url\":\""
                + demo.org.url() + "\"}"}) {
                demo.org.faults().next(1, "/services/oauth2/token", Answer.of(200, "application/json", body));
                assertEquals(5, sfjwt().run("get-token", "--json").exit(), name);
            }
        });
        assertFalse(Files.exists(store()) && entries(), "nothing is stored");
    }

    private boolean entries() {
        return store().toFile().list((_, name) -> name.endsWith(".json")).length > 0;
    }

    @Test
    void half_characters_in_an_answer_do_not_spoil_its_entry() {
        demo.org.faults().next(1, "/services/oauth2/token", Answer.of(200, "application/json",
                "{\"access_token\":\"00D!x\",\"instance_url\":\"%s\",\"\\ud800\":1,\"\\ud801\":\"\\udc00\"}"
                        .formatted(demo.org.url())));
        token();
        Sfjwt.Run again = sfjwt().run("get-token", "--token-only").exitsWith(0);
        assertEquals("00D!x\n", again.out());
        assertEquals("", again.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "folder", "link"})
    void a_lock_that_is_no_file_holds_nobody_up(String kind) throws Exception {
        token();
        Path lock = Path.of(entry().toString().replace(".json", ".lock"));
        Files.deleteIfExists(lock);
        put(kind, lock);
        Sfjwt.Run run = assertTimeoutPreemptively(Duration.ofSeconds(30),
                () -> sfjwt().run("get-token", "--token-only", "--fresh").exitsWith(0));
        assertTrue(run.err().contains("the token store cannot be locked: " + lock + " is not a regular file"),
                run::toString);
        assertTrue(Files.exists(lock, LinkOption.NOFOLLOW_LINKS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "folder", "link"})
    void an_entry_that_is_no_file_holds_nobody_up(String kind) throws Exception {
        token();
        Path entry = entry();
        Files.delete(entry);
        put(kind, entry);
        Sfjwt.Run run = assertTimeoutPreemptively(Duration.ofSeconds(30),
                () -> sfjwt().run("get-token", "--token-only").exitsWith(0));
        assertTrue(run.err().contains(entry.toString()), run::toString);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> sfjwt().run("orgs").exitsWith(0));
    }

    private void put(String kind, Path place) throws Exception {
        switch (kind) {
            case "pipe" -> Tool.run(place.getParent(), "mkfifo", place.toString());
            case "folder" -> Files.createDirectories(place.resolve("full"));
            default -> Files.createSymbolicLink(place, folder.resolve("jwt.json"));
        }
    }

    /** Those that come first make and mark it at the same time; to each of them it is the store's. */
    @Test
    void a_folder_that_several_make_at_once_is_nobodys_but_the_stores() throws Exception {
        for (int round = 0; round < 200; round++) {
            var made = new StoreFolder(folder.resolve("store-" + round));
            var start = new CountDownLatch(1);
            try (var callers = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
                var flaws = IntStream.range(0, 6).mapToObj(_ -> callers.submit(() -> {
                    start.await();
                    made.make();
                    return made.flaw();
                })).toList();
                start.countDown();
                for (var flaw : flaws) {
                    assertEquals(Optional.empty(), flaw.get());
                }
            }
        }
    }
}
