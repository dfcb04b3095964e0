package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.JwtJson;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.files.FolderLock;
import lib.files.InputFile;
import lib.files.Reason;
import lib.files.SecretFiles;
import lib.keys.KeySource;

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
        Setting<KeySource> key = settings().key();
        if (key == null || !(key.value() instanceof KeySource.InFile(Path path, var _))) {
            throw Failure.usage("key_not_in_file", "the key of " + file + " is in no file of its own",
                    Fix.of("make a new key where it lives, and upload its certificate: ", Fix.command("steps")));
        }
        return path;
    }

    OrgSettings settings() {
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

    /** Whether another login in the same file has this key. */
    boolean isShared(Path key) {
        return !sharing(JwtJson.read(file), key).isEmpty();
    }

    /** The other logins in the file that have this key, by their profiles; empty stands for the top level. */
    private List<String> sharing(JwtJson json, Path key) {
        return json.orgs().stream().filter(org -> !org.equals(name())).filter(org -> settings(json, org).key() != null
                && settings(json, org).key().value() instanceof KeySource.InFile(Path path, var _)
                && path.toAbsolutePath().normalize().equals(key.toAbsolutePath().normalize())).toList();
    }

    private String name() {
        return profile == null ? "" : profile;
    }

    private static OrgSettings settings(JwtJson json, String org) {
        return json.settings(new Setting<>(org, "profile"));
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
        JwtJson json = JwtJson.read(file);
        boolean begun = List.of(NEXT, PREVIOUS, RETIRED).stream().anyMatch(content()::containsKey);
        List<Path> backups = SecretFiles.publish(List.of(changed(json, changes).file()), true);
        if (begun) {
            // what was before the rotation is worth keeping, and what an editor saved just now; its steps are not
            backups.stream().filter(backup -> Arrays.equals(whole, InputFile.read(backup, "backup", JwtJson.LARGEST)))
                    .forEach(RotatingConfig::delete);
        }
    }

    /**
     * An app has one certificate: its other logins with this key change along, and a login to another app that has the
     * key from the top level keeps it.
     */
    private JwtJson changed(JwtJson json, Map<String, Path> changes) {
        Path key = key();
        Map<Boolean, List<String>> byApp = sharing(json, key).stream().collect(
                Collectors.partitioningBy(org -> app(json, org).equals(app(json, name()))));
        boolean top = profile == null || byApp.get(true).contains("");
        Predicate<String> follows = org -> top && !org.isEmpty() && !entry(json, org).containsKey(KEY);
        JwtJson changed = with(json, name(), changes);
        for (String org : byApp.get(true)) {
            changed = follows.test(org) ? changed : with(changed, org, changes);
        }
        for (String org : byApp.get(false)) {
            changed = follows.test(org) && changes.containsKey(KEY) ? with(changed, org, Map.of(KEY, key)) : changed;
        }
        return changed;
    }

    /** A sandbox has a copy of the app, with a certificate of its own. */
    private static List<String> app(JwtJson json, String org) {
        OrgSettings settings = settings(json, org);
        return List.of(settings.consumerKey() == null ? "" : settings.consumerKey().value(),
                OrgConfig.loginUrl(settings).toString());
    }

    private static JsonObject entry(JwtJson json, String org) {
        return org.isEmpty() ? json.content() : json.profile(new Setting<>(org, "profile")).content();
    }

    private static JwtJson with(JwtJson json, String org, Map<String, Path> changes) {
        var fields = new LinkedHashMap<String, JsonValue>(entry(json, org));
        changes.forEach((field, path) -> {
            if (path == null) {
                fields.remove(field);
            } else {
                fields.put(field, Json.createValue(json.portable(path)));
            }
        });
        var changed = Json.createObjectBuilder();
        fields.forEach(changed::add);
        return json.with(org.isEmpty() ? null : org, changed.build());
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
}
