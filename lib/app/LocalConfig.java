package lib.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.JwtJson;
import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.config.SetupConfig;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.files.FileIdentity;
import lib.files.InputFile;
import lib.files.SecretFiles;
import lib.keys.KeySource;
import lib.keys.Passphrase;

/**
 * The jwt.json of the login that is set up, or one profile of it.
 *
 * @param profile null for the top level
 */
record LocalConfig(Path file, String profile) {

    private static final String WHO = "app create";

    /** @param org a profile, or empty for the top level */
    static LocalConfig of(Path file, String org) {
        return new LocalConfig(file, org.isEmpty() ? null : org);
    }

    /** What is there already; empty where nothing is. */
    Optional<OrgSettings> settings() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JwtJson json = JwtJson.read(file);
        if (profile == null) {
            return json.orgs().contains("") && json.content().containsKey("subject") ? Optional.of(json.settings())
                    : Optional.empty();
        }
        return json.profiles().contains(profile) ? Optional.of(json.settings(new Setting<>(profile, WHO)))
                : Optional.empty();
    }

    /** Whether it is the login of this user of this org, at whatever host. */
    boolean isOf(URI loginUrl, String username) {
        return settings().filter(there -> there.username() != null
                && there.username().value().equalsIgnoreCase(username) && isAt(there, loginUrl)).isPresent();
    }

    /** A username is unique in all of Salesforce, so a host for all orgs stands for this user's org. */
    private static boolean isAt(OrgSettings there, URI loginUrl) {
        LoginUrl url = OrgConfig.loginUrl(there);
        return url.isGeneric() || url.uri().equals(loginUrl);
    }

    /**
     * The consumer key of an earlier run for the same user of the same org.
     *
     * @throws Failure {@code config_taken} where what is there is another login
     */
    Optional<String> consumerKeyOf(URI loginUrl, String username) {
        Optional<OrgSettings> there = settings();
        if (there.isPresent() && !isOf(loginUrl, username)) {
            throw taken(there.get());
        }
        return there.map(OrgSettings::consumerKey).map(Setting::value);
    }

    private Failure taken(OrgSettings there) {
        return Failure.file("config_taken", file + (profile == null ? "" : ", profile " + profile)
                + " is there already and is another login: "
                + (there.username() == null ? "no user" : there.username().value()) + " at "
                + OrgConfig.loginUrl(there), Fix.of("keep both: add the new one as a profile", Fix.terminal(
                        " with --to-profile NAME, or name another file with -c FILE",
                        ": name it in \u201CProfile\u201D of step 3, or another file in \u201CSave as\u201D")))
                .about(file);
    }

    /** Whether the file says all of this already. */
    boolean says(Optional<String> consumerKey, String username, URI loginUrl, Path key) {
        return isOf(loginUrl, username) && settings().filter(there -> there.consumerKey() != null
                && consumerKey.filter(there.consumerKey().value()::equals).isPresent() && there.key() != null
                && there.key().value() instanceof KeySource.InFile(Path path, var _) && FileIdentity.isSame(path, key)
                && OrgConfig.loginUrl(there).uri().equals(loginUrl)).isPresent();
    }

    /** The file as it is; empty where there is none. */
    Optional<byte[]> content() {
        return Files.exists(file) ? Optional.of(InputFile.read(file, "config", JwtJson.LARGEST)) : Optional.empty();
    }

    /**
     * @param before the {@link #content} that this is decided on
     * @return whether the file had to be changed
     * @throws Failure {@code config_elsewhere} where it is another by now
     */
    boolean write(Optional<byte[]> before, String consumerKey, String username, URI loginUrl, Path key,
            Passphrase passphrase) {
        if (says(Optional.of(consumerKey), username, loginUrl, key)) {
            return false;
        }
        requireStill(before);
        var settings = OrgSettings.NONE.withConsumerKey(setting(consumerKey)).withUsername(setting(username))
                .withKey(new Setting<>(new KeySource.InFile(key), WHO)).withLoginUrl(setting(loginUrl.toString()));
        try {
            new SetupConfig().run(new SetupConfig.Request(file, profile, settings, before.isPresent(), passphrase));
        } catch (Failure e) {
            requireStill(before);
            throw e;
        }
        return true;
    }

    private void requireStill(Optional<byte[]> before) {
        if (!Arrays.equals(content().orElse(null), before.orElse(null))) {
            throw Failure.file("config_elsewhere", "something else has changed " + file + " meanwhile, such as "
                    + "another " + WHO, "wait until that has ended, then run the command again: it goes on from there")
                    .about(file);
        }
    }

    /** Makes it again what it was, unless it has been changed since it was written. */
    void takeBack(Optional<byte[]> before, Optional<byte[]> written) {
        if (!Arrays.equals(content().orElse(null), written.orElse(null))) {
            return;
        }
        List<Path> needless = before.isEmpty() ? List.of(file)
                : SecretFiles.publish(List.of(new SecretFiles.NewFile(file, before.get())), true);
        needless.forEach(RotatingConfig::delete);
    }

    private static Setting<String> setting(String value) {
        return new Setting<>(value, WHO);
    }

    ConfigSources sources() {
        // only the file: a variable that was left set must not lead to another org
        return new ConfigSources(OrgSettings.NONE, new Environment(Map.of(), file.toAbsolutePath().getParent()), file,
                true).withProfile(profile == null ? "" : profile);
    }
}
