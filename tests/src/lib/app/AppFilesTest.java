package lib.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import lib.cli.DemoFolder;
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

    private String files(String project, boolean ownKey) {
        return new AppFiles(Clock.systemUTC()).run(new AppFiles.Request(folder.resolve(project), AppName.of("sfjwt"),
                "ops@acme.example", Access.USUAL, folder.resolve("certs/server.key"), ownKey, true, Passphrase.NONE))
                .consumerKey();
    }
}
