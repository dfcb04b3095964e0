package lib.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import lib.failure.Fix;
import lib.failure.Input;

/**
 * The places that a command takes its org from, and their order: flags, then the environment, then jwt.json.
 *
 * @param profile which profile of the file, and which option or variable names it; null for its top level
 * @param fileAsked whether the person named the file; one that was only the default may be absent
 */
public record ConfigSources(OrgSettings flags, Environment environment, Path file, boolean fileAsked,
        Setting<String> profile) {

    public static final String DEFAULT_FILE = "jwt.json";

    private static final String FLAG = "--profile";

    /** With the profile that SFJWT_PROFILE names, if it does. */
    public ConfigSources(OrgSettings flags, Environment environment, Path file, boolean fileAsked) {
        this(flags, environment, file, fileAsked, environment.trimmed(Environment.PROFILE));
    }

    /** The same with a profile that a flag names; empty for the top level, null for what the environment says. */
    public ConfigSources withProfile(String name) {
        return name == null ? this : new ConfigSources(flags, environment, file, fileAsked, new Setting<>(name, FLAG));
    }

    /** The same with one of several files, which a flag names; its top level where nothing names a profile. */
    public ConfigSources withFile(Path one) {
        return new ConfigSources(flags, environment, one, true,
                new Setting<>(profile == null ? "" : profile.value(), FLAG));
    }

    /** @throws lib.failure.Failure naming what is missing or wrong, and where it was looked for */
    public OrgConfig resolve() {
        boolean read = fileAsked || profile != null || Files.exists(file);
        JwtJson json = read ? JwtJson.read(file) : JwtJson.none(file);
        OrgSettings fromFile = profile == null ? json.settings() : json.settings(profile);
        return OrgConfig.of(flags.over(asked(json)).over(environment.settings()).over(fromFile),
                whenMissing(read, json)).withWarnings(json.warnings());
    }

    /**
     * What wins over the environment: a flag that asks for an org must not lead to another because of a variable that
     * was left set. The key may still come from there, as it does in CI.
     */
    private OrgSettings asked(JwtJson json) {
        if (profile == null || !profile.name().equals(FLAG)) {
            return OrgSettings.NONE;
        }
        OrgSettings named = profile.value().isEmpty() ? json.settings() : json.profile(profile).settings();
        return named.withKey(null).withKeyAlias(null).withOtherKey(null).withExpiresIn(null);
    }

    private OrgConfig.WhenMissing whenMissing(boolean read, JwtJson json) {
        String looked = read ? "; it is not in " + file + " either" : "; there is no " + file;
        String oddities = json.warnings().stream().map(odd -> "; " + odd).collect(Collectors.joining());
        String empty = environment.empty().isEmpty() ? ""
                : "; set but empty: " + String.join(", ", environment.empty())
                        + " (in CI: a secret with another name, or one that this branch or fork may not see)";
        return new OrgConfig.WhenMissing(looked + oddities + empty, fix(read, json));
    }

    private Fix fix(boolean read, JwtJson json) {
        if (profile == null && !json.profiles().isEmpty()) {
            return Fix.of("name one of these with ", Input.PROFILE, ": " + String.join(", ", json.profiles()));
        }
        return read ? Fix.of("add it to " + file + ", or give it as an option or an environment variable")
                : Fix.of("write a jwt.json: ", Fix.command("setup-config"), "; or set the environment variables");
    }
}
