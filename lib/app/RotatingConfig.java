package lib.app;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.JwtJson;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;
import lib.files.FolderLock;
import lib.files.FromFolder;
import lib.files.InputFile;
import lib.files.Reason;
import lib.files.SecretFiles;
import lib.keys.KeySource;
import lib.pkcs11.TokenUri;

/**
 * A jwt.json whose key is being replaced. Which of its three extra fields is there tells how far it is, so that a run
 * that was killed is gone on with; every change of the file is one step that is done or not.
 *
 * @param profile null for the top level
 */
record RotatingConfig(Path file, String profile) {

    static final String KEY = "privateKeyFile";
    /** Made, and its certificate on its way to the app. */
    static final String NEXT = "nextKeyFile";
    /** Replaced, and good for as long as some server may know its certificate alone. */
    static final String PREVIOUS = "previousKeyFile";
    /** Used no more. */
    static final String RETIRED = "retiredKeyFile";

    private JsonObject content() {
        JwtJson json = JwtJson.read(file);
        return profile == null ? json.content() : json.profile(new Setting<>(profile, "--of-profile")).content();
    }

    /** @throws Failure {@code key_not_in_file} where the key is not in a file that sfjwt could replace */
    Path key() {
        OrgSettings settings = settings();
        if (settings.key() == null) {
            throw notInFile("names no key", Fix.of("name the key's file there: ", namingKey(),
                    "; a secret that has the key is replaced afterwards"));
        }
        if (settings.key().value() instanceof KeySource.InToken(TokenUri uri)) {
            throw notInFile("has its key in a token, and rotate makes a file", Fix.of("make the next key in it: ",
                    Fix.command("generate-certs", "--key", uri.another("next"), "-o", "certs-next"),
                            "; then name it as "
                            + "\"privateKeyFile\" and the old one as \"previousKeyFile\", and upload its "
                            + "certificate: both keys are tried meanwhile"));
        }
        if (!(settings.key().value() instanceof KeySource.InFile(Path path, var _)) || settings.keyAlias() != null) {
            throw notInFile("names its key by an alias, in a file of several, and rotate makes a file for one",
                    Fix.of("export the key to a file of its own, and name that: ", namingKey()));
        }
        return path;
    }

    /** With the profile: rotate's own --profile is the administrator's, and is not carried on. */
    private Text.Command namingKey() {
        return profile == null ? Fix.command("setup-config", "--force", "--key-file", Text.KEY)
                : Fix.command("setup-config", "--force", "--key-file", Text.KEY, "--profile", profile);
    }

    private Failure notInFile(String what, Fix fix) {
        return Failure.usage("key_not_in_file", file + (profile == null ? "" : ", profile " + profile + ",") + " "
                + what, fix).about(file);
    }

    private OrgSettings settings() {
        JwtJson json = JwtJson.read(file);
        return profile == null ? json.settings() : json.settings(new Setting<>(profile, "--of-profile"));
    }

    /**
     * The file that a field names.
     *
     * @throws Failure {@code rotation_foreign} for one of the three that no rotation of this key has named so: it would
     *     be renamed or deleted, and a jwt.json may be somebody else's
     */
    Optional<Path> path(String field) {
        Optional<Path> path = said(field);
        path.filter(one -> !isNamedByRotation(field, one)).ifPresent(one -> {
            throw Failure.file("rotation_foreign", file + " names " + one + " as its " + field
                    + ", and no rotation of its key makes a file of that name there",
                    "remove the field " + field + " from it, then run the command again").about(file);
        });
        return path;
    }

    private Optional<Path> said(String field) {
        return content().get(field) instanceof JsonString text
                ? Optional.of(InputFile.path(file.toAbsolutePath().getParent(), text.getString(), field))
                : Optional.empty();
    }

    private boolean isNamedByRotation(String field, Path path) {
        String name = String.valueOf(path.getFileName());
        return Objects.equals(path.getParent(), key().toAbsolutePath().normalize().getParent()) && switch (field) {
            case NEXT -> KeyPair.isNameBeside(name);
            case RETIRED -> RetiredKey.isName(name);
            default -> true;
        };
    }

    /** What the file says of the keys now. */
    Map<String, Path> state() {
        Map<String, Path> state = new HashMap<>();
        List.of(KEY, NEXT, PREVIOUS, RETIRED).forEach(field -> said(field).ifPresent(path -> state.put(field, path)));
        return state;
    }

    /** Who else has this key: another login in the same file, or in one beside it. */
    Optional<String> sharing(Path key) {
        return !logins(key).others().isEmpty() ? Optional.of("another login in " + file.getFileName())
                : beside().stream().filter(other -> LoginsWithKey.isIn(other, key)).findFirst()
                        .map(other -> String.valueOf(other.getFileName()));
    }

    private List<Path> beside() {
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            return files.filter(other -> other.toString().endsWith(".json") && Files.isRegularFile(other)
                    && !other.equals(file.toAbsolutePath())).sorted().toList();
        } catch (IOException e) {
            return List.of(); // a folder that cannot be listed may still be written to
        }
    }

    private LoginsWithKey logins(Path key) {
        return new LoginsWithKey(JwtJson.read(file), profile == null ? "" : profile, key);
    }

    /**
     * Sets these fields, and removes those whose path is null, all at once.
     *
     * @param before the {@link #state} that these changes are made for
     * @return the state from then on
     * @throws Failure {@code rotation_elsewhere} where it is another by now
     */
    Map<String, Path> write(Map<String, Path> before, Map<String, Path> changes) {
        try (var _ = FolderLock.takeFor(file)) {
            if (!state().equals(before)) {
                throw Failure.file("rotation_elsewhere", "something else has changed the keys in " + file
                        + " meanwhile, such as another rotation", Fix.of("wait until that has ended; then see what "
                                + "it uses, and go on: ", Fix.command("orgs"), ", ", Fix.command("rotate")))
                        .about(file);
            }
            change(changes);
            return state();
        }
    }

    private void change(Map<String, Path> changes) {
        byte[] whole = InputFile.read(file, "config", JwtJson.LARGEST);
        boolean begun = List.of(NEXT, PREVIOUS, RETIRED).stream().anyMatch(content()::containsKey);
        List<Path> backups = SecretFiles.publish(List.of(logins(key()).changed(changes).file()), true);
        if (begun) {
            // what was before the rotation is worth keeping, and what an editor saved just now; its steps are not
            backups.stream().filter(backup -> Arrays.equals(whole, InputFile.read(backup, "backup", JwtJson.LARGEST)))
                    .forEach(RotatingConfig::delete);
        }
    }

    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw Failure.file("file_unwritable", path + " cannot be deleted: " + Reason.of(e),
                    "check the folder's owner and modes, and run the command again").from(e);
        }
    }

    /** The login with this key alone. */
    ConfigSources with(Path key) {
        OrgSettings flags = OrgSettings.NONE.withKey(new Setting<>(new KeySource.InFile(key), "rotate"));
        return new ConfigSources(flags, new Environment(Map.of(), file.toAbsolutePath().getParent()), file, true)
                .withProfile(profile == null ? "" : profile);
    }

    OrgConfig login() {
        return with(key()).resolve();
    }

    /** A path as jwt.json may say it. */
    String name(Path path) {
        return FromFolder.name(file.toAbsolutePath().normalize().getParent(), path).toString();
    }
}
