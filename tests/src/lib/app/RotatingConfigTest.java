package lib.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.config.JwtJson;
import lib.config.Setting;
import lib.failure.Failure;
import lib.keys.KeySource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotatingConfigTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void keys() throws Exception {
        file = folder.resolve("jwt.json");
        Files.createDirectory(folder.resolve("certs"));
        for (String name : new String[] {"certs/server.key", "certs/other.key", "server-20261126.key",
            "precious.20261126-120000.bak", "precious"}) {
            Files.writeString(folder.resolve(name), name);
        }
    }

    /** A jwt.json may come from a stranger, with a clone. */
    @ParameterizedTest
    @CsvSource({"retiredKeyFile, certs/other.key, FINISH", "retiredKeyFile, precious.20261126-120000.bak, FINISH",
        "retiredKeyFile, precious.20261126-120000.bak, ROTATE", "nextKeyFile, certs/other.key, ABORT",
        "nextKeyFile, server-20261126.key, ABORT", "previousKeyFile, precious, FINISH",
        "retiredKeyFile, certs/../precious.20261126-120000.bak, ABORT"})
    void a_file_that_no_rotation_made_is_neither_renamed_nor_deleted(String field, String named, Rotate.Mode mode)
            throws Exception {
        write(field, named);
        Failure refused = refused(mode);
        assertEquals("rotation_foreign", refused.code());
        assertTrue(refused.getMessage().contains(folder.resolve(named).normalize() + " as its " + field),
                refused.getMessage());
        try (var all = Files.walk(folder).filter(Files::isRegularFile)) {
            assertEquals(6, all.count());
        }
        assertEquals("precious", Files.readString(folder.resolve("precious")));
    }

    @Test
    void a_folder_in_the_place_of_a_key_is_called_one() throws Exception {
        write("nextKeyFile", "/");
        assertEquals("file_not_regular", refused(Rotate.Mode.ABORT).code());
    }

    private Failure refused(Rotate.Mode mode) {
        return assertThrows(Failure.class, () -> new Rotate(Clock.systemUTC()).run(new Rotate.Request(null, null, file,
                null, mode, Duration.ZERO, null, Path::toString), null));
    }

    @Test
    void of_two_rotations_at_once_the_one_that_comes_later_changes_nothing() throws Exception {
        write("previousKeyFile", "certs/other.key");
        var config = new RotatingConfig(file, null);
        Map<String, Path> before = config.state();
        Map<String, Path> after = config.write(before, Map.of(RotatingConfig.RETIRED,
                folder.resolve("certs/other.key.20261126-120000.bak")));
        assertEquals(after, config.state());
        String content = Files.readString(file);
        assertEquals("rotation_elsewhere", assertThrows(Failure.class, () -> config.write(before,
                Map.of(RotatingConfig.KEY, folder.resolve("certs/other.key")))).code());
        assertEquals(content, Files.readString(file));
    }

    /** An app has one certificate; the same consumer key at another host is a copy of it, with one of its own. */
    @ParameterizedTest
    @CsvSource({"top, new new server server other", "same, new new server server other",
        "copy, server server new server other", "app, server server server new other",
        "other, server server server server new"})
    void the_logins_of_one_app_change_their_key_together_and_no_other_login(String rotated, String keys)
            throws Exception {
        Files.writeString(file, """
                {"consumerKey": "A", "subject": "a@b.c", "loginUrl": "https://one.my.salesforce.com",
                 "privateKeyFile": "certs/server.key", "profiles": {
                   "same": {"subject": "same@b.c"}, "copy": {"loginUrl": "https://two.my.salesforce.com"},
                   "app": {"consumerKey": "B"}, "other": {"privateKeyFile": "certs/other.key"}}}""");
        var config = new RotatingConfig(file, rotated.equals("top") ? null : rotated);
        config.write(config.state(), Map.of(RotatingConfig.KEY, folder.resolve("certs/new.key"),
                RotatingConfig.PREVIOUS, config.key()));
        JwtJson json = JwtJson.read(file);
        assertEquals(keys, Stream.of("", "same", "copy", "app", "other").map(org -> ((KeySource.InFile) json.settings(
                new Setting<>(org, "")).key().value()).path().getFileName().toString().replace(".key", ""))
                .collect(Collectors.joining(" ")));
    }

    private void write(String field, String named) throws Exception {
        Files.writeString(file, "{\"privateKeyFile\": \"certs/server.key\", \"" + field + "\": \"" + named + "\"}");
    }
}
