package lib.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.json.JsonText;

/**
 * Fuzzed: any bytes as the jwt.json of the folder that it runs in, each of its orgs, and the file as setup-config
 * would write it again.
 */
public final class JwtJsonTarget {

    private static final Path FILE = Path.of("jwt.json").toAbsolutePath();

    private JwtJsonTarget() {
    }

    public static void fuzzerTestOneInput(byte[] document) throws IOException {
        Files.write(FILE, document);
        try {
            JwtJson json = JwtJson.read(FILE);
            JsonText.indented(JwtJson.known(json.content()));
            for (String org : json.orgs()) {
                read(json, org);
            }
        } catch (Failure e) {
            // said what is wrong
        }
    }

    private static void read(JwtJson json, String org) {
        try {
            OrgConfig.of(json.settings(new Setting<>(org, "--profile")), new OrgConfig.WhenMissing("", Fix.NONE));
        } catch (Failure e) {
            // said what is wrong with this one
        }
    }
}
