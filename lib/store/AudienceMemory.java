package lib.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import lib.config.Environment;
import lib.config.OrgConfig;
import lib.files.OwnerOnly;
import lib.files.Ownership;
import lib.keys.Fingerprint;

/**
 * Which audience worked, for the very same login URL, app and user: a file each beside the tokens, whose name is a
 * digest of the three. A new login uses it too, so that finding out costs a second login once only.
 *
 * <p>It can put in front nothing but an audience that the login would have tried anyway, so a wrong file does no harm.
 */
public final class AudienceMemory {

    private static final int LARGEST = 2048;

    private final Path folder;

    AudienceMemory(Path folder) {
        this.folder = folder;
    }

    /** As {@link #recalled(OrgConfig)}, where this user's tokens are kept by default. */
    public static OrgConfig recalled(OrgConfig config, Environment environment) {
        return StoreOptions.folder(environment).map(folder -> new AudienceMemory(folder).recalled(config))
                .orElse(config);
    }

    /** The config with the audience in front that is known to work; the same where none is. */
    OrgConfig recalled(OrgConfig config) {
        try {
            Path file = file(config);
            if (new StoreFolder(folder).flaw().isPresent() || Ownership.flaw(file, false).isPresent()) {
                return config;
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return config.preferring(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            return config; // there is none, or none that can be read
        }
    }

    /** Keeps it, if it can be. */
    void keep(OrgConfig config, String audience) {
        try {
            OwnerOnly.replace(file(config), (audience + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the token, which is stored next, meets the same and warns of it
        }
    }

    private Path file(OrgConfig config) {
        return folder.resolve(Fingerprint.hex(String.join("\n", "sfjwt audience 1", config.loginUrl().toString(),
                config.consumerKey(), config.username())) + ".audience");
    }
}
