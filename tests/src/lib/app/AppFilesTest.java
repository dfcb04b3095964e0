package lib.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import lib.cli.DemoFolder;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.keys.Passphrase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consumer key in the files of an app, which is in use once they were deployed. */
class AppFilesTest {

    private static final String GLOBAL =
            "force-app/main/default/extlClntAppGlobalOauthSets/sfjwt_global.ecaGlblOauth-meta.xml";

    @TempDir
    Path folder;

    @BeforeEach
    void copyKeys() throws Exception {
        DemoFolder.copyKeys(folder.resolve("certs"));
    }

    @Test
    void files_that_are_replaced_keep_their_consumer_key() throws Exception {
        String key = files("project", true);
        assertEquals(key, files("project", true));
        assertTrue(Files.readString(folder.resolve("project").resolve(GLOBAL)).contains(key));
        assertNotEquals(key, files("another", true));
    }

    @Test
    void files_that_leave_the_consumer_key_to_salesforce_go_on_doing_so() {
        assertEquals("", files("project", false));
        assertEquals("", files("project", true));
    }

    @Test
    void what_is_no_metadata_has_no_consumer_key() throws Exception {
        Path global = folder.resolve("project").resolve(GLOBAL);
        Files.createDirectories(global.getParent());
        Files.writeString(global, "<consumerKey>not XML");
        assertEquals("", files("project", true));
    }

    /** Without its id a deploy makes the app, and an org that has it refuses that. */
    @Test
    void an_org_that_has_the_app_is_named_in_its_files_from_then_on() throws Exception {
        Path header = folder.resolve("project/force-app/main/default/externalClientApps/sfjwt.eca-meta.xml");
        files("project", true);
        assertFalse(Files.readString(header).contains("orgScopedExternalApp"));
        for (String id : new String[] {"00DA10000008xYzMAI", null}) {
            files("project", true, id);
            assertTrue(Files.readString(header).contains("<orgScopedExternalApp>00DA10000008xYzMAI:sfjwt<"));
        }
        assertEquals("bad_org_id", assertThrows(Failure.class, () -> files("project", true, "00D")).code());
    }

    /** sf takes a backup beside a component for one more component. */
    @Test
    void backups_are_kept_out_of_a_deploy() throws Exception {
        Path ignored = folder.resolve("project/.forceignore");
        files("project", true);
        assertEquals("**/*.bak\n", Files.readString(ignored));
        assertEquals(List.of(), files("project", true, null).warnings());
        Files.writeString(ignored, "# mine\n");
        assertEquals(List.of("backups_deployed"), files("project", true, null).warnings().stream().map(Warning::code)
                .toList());
        assertEquals("# mine\n", Files.readString(ignored));
    }

    /** To be told to make a certificate for it would lead nowhere. */
    @Test
    void what_is_no_key_is_called_what_it_is() throws Exception {
        Path key = folder.resolve("ci.key");
        Files.writeString(key, "no key");
        var request = new AppFiles.Request(folder.resolve("project"), AppName.of("sfjwt"), "ops@acme.example",
                Access.USUAL, key, true, null, true, Passphrase.NONE);
        var files = new AppFiles(Clock.systemUTC());
        assertNotEquals("file_missing", assertThrows(Failure.class, () -> files.run(request)).code());
        Files.copy(folder.resolve("certs/server.key"), key, StandardCopyOption.REPLACE_EXISTING);
        Failure missing = assertThrows(Failure.class, () -> files.run(request));
        assertEquals("file_missing", missing.code());
        assertTrue(missing.fix().toString().contains("openssl req -new -x509"), missing.fix()::toString);
    }

    private String files(String project, boolean ownKey) {
        return files(project, ownKey, null).consumerKey();
    }

    private AppFiles.Result files(String project, boolean ownKey, String orgId) {
        return new AppFiles(Clock.systemUTC()).run(new AppFiles.Request(folder.resolve(project), AppName.of("sfjwt"),
                "ops@acme.example", Access.USUAL, folder.resolve("certs/server.key"), ownKey, orgId, true,
                Passphrase.NONE));
    }
}
