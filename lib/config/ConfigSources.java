package lib.config;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The places that a command takes its org from, and their order: flags, then the environment, then jwt.json.
 *
 * @param fileAsked whether the person named the file; one that was only the default may be absent
 */
public record ConfigSources(OrgSettings flags, Environment environment, Path file, boolean fileAsked) {

    public static final String DEFAULT_FILE = "jwt.json";

    /** @throws lib.failure.Failure naming what is missing or wrong, and where it was looked for */
    public OrgConfig resolve() {
        boolean read = fileAsked || Files.exists(file);
        OrgSettings fromFile = read ? JwtJson.read(file).settings() : OrgSettings.NONE;
        return OrgConfig.of(flags.over(environment.settings()).over(fromFile), whenMissing(read));
    }

    private OrgConfig.WhenMissing whenMissing(boolean read) {
        String looked = read ? "; it is not in " + file + " either" : "; there is no " + file;
        String empty = environment.empty().isEmpty() ? ""
                : "; set but empty: " + String.join(", ", environment.empty())
                        + " (in CI: a secret with another name, or one that this branch or fork may not see)";
        return new OrgConfig.WhenMissing(looked + empty, read
                ? "add it to " + file + ", or give it as an option or an environment variable"
                : "run sfjwt setup-config to write a jwt.json, or set the environment variables");
    }
}
