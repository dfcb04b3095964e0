package lib.config;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Warning;
import lib.files.FolderLock;
import lib.files.InputFile;
import lib.files.SecretFiles;
import lib.keys.KeySource;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.pkcs11.ModuleFile;
import lib.text.Quoted;

/**
 * Writes a jwt.json, after checking everything in it.
 */
public final class SetupConfig {

    /** @throws Failure {@code bad_profile} */
    public static void requireProfile(String name) {
        if (Quoted.isSecret(name) || !name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
            throw Failure.usage("bad_profile", Quoted.value(name) + " cannot be the name of a profile",
                    "use letters, digits and . _ @ -, such as prod").about(Input.PROFILE);
        }
    }

    /**
     * @param output the jwt.json to write
     * @param profile the profile to add to the file, or null for its top level
     * @param force whether what is there is replaced; it is kept as a dated backup, and so are its unknown fields
     */
    public record Request(Path output, String profile, OrgSettings settings, boolean force, Passphrase passphrase) {

        /** A name that somebody wrote into the file by hand may be any. */
        public Request {
            if (profile != null && !JwtJson.hasProfile(output, profile)) {
                requireProfile(profile);
            }
        }

        public Request(Path output, OrgSettings settings, boolean force, Passphrase passphrase) {
            this(output, null, settings, force, passphrase);
        }

        public Request with(OrgSettings others) {
            return new Request(output, profile, others, force, passphrase);
        }

        /** A profile is added to a file that is there; only to replace one needs force. */
        private boolean mayRewrite() {
            return force || profile != null;
        }
    }

    /**
     * @param kept the names of fields that were in the old file, that sfjwt does not know and has left as they were
     */
    public record Result(Path path, JsonObject content, List<String> kept, List<Path> backups, List<Warning> warnings) {
        public JsonObject json() {
            return Json.createObjectBuilder()
                    .add("success", true)
                    .add("path", path.toString())
                    .add("config", JwtJson.known(content))
                    .add("kept", Json.createArrayBuilder(kept))
                    .add("backups", Json.createArrayBuilder(backups.stream().map(Path::toString).toList()))
                    .addAll(Warning.json(warnings))
                    .build();
        }
    }

    /** @throws Failure for the first value that is wrong, or what {@link SecretFiles#publish} throws */
    public Result run(Request request) {
        OrgConfig config = check(request);
        String keyPlace = keyPlace(config.key(), request.output());
        List<Warning> warnings = new ArrayList<>(config.warnings());
        warnings.addAll(PrivateKeys.read(config.key(), request.passphrase()).warnings());
        // of two runs at once, each would write the file without what the other one adds
        try (var _ = FolderLock.takeFor(request.output())) {
            refuseIfTaken(request.output(), request.mayRewrite());
            JwtJson file = old(request, warnings);
            JsonObject old = request.profile() == null ? file.content() : oldProfile(file, request);
            List<String> kept = old.keySet().stream().filter(field -> !JwtJson.FIELDS.contains(field)).toList();
            JsonObject content = content(config, request, keyPlace, old);
            List<Path> backups = SecretFiles.publish(List.of(file.with(request.profile(), content).file()),
                    request.mayRewrite());
            return new Result(request.output(), content, kept, backups, warnings);
        }
    }

    /** All that can be checked without reading the key or what is in the file. */
    public OrgConfig check(Request request) {
        OrgConfig config = OrgConfig.of(request.settings(), new OrgConfig.WhenMissing("",
                Fix.of("give it as an option, or run the command at a terminal, where it asks")));
        keyPlace(config.key(), request.output());
        refuseIfTaken(request.output(), request.mayRewrite());
        refuseToReplaceTheKey(request.output(), config.key());
        return config;
    }

    /** @throws Failure {@code file_exists}, {@code file_in_the_way} */
    public static void refuseIfTaken(Path output, boolean replace) {
        SecretFiles.refuseIfTaken(output, replace, Fix.of("choose another place", Fix.terminal(" with --output"),
                ", or replace it: ", Fix.command("setup-config", "--force"), " (which keeps a dated backup)"));
    }

    /** What jwt.json says about where the key is. */
    private static String keyPlace(KeySource key, Path output) {
        return switch (key) {
            case KeySource.InFile(Path path, var _) -> JwtJson.none(output).portable(path);
            case KeySource.Held(var _, var _, var origin) -> keyPlace(origin, output);
            case KeySource.InToken(var uri) -> {
                ModuleFile.requireSystemPlace(uri, "a jwt.json with this key");
                yield uri.toString();
            }
            case KeySource.InVariable variable -> throw Failure.usage("key_not_in_file",
                    "a jwt.json names a key file, and " + variable + " holds the key itself",
                    Fix.of("name a file with ", Input.KEY_FILE, "; with " + variable
                            + " set, get-token needs no jwt.json at all"));
            case KeySource.Piped piped -> throw Failure.usage("key_not_in_file",
                    "a jwt.json names a key file, and " + piped.where() + " is gone once it is read",
                    Fix.of("name a file with ", Input.KEY_FILE, ", or give get-token the key in the same way: ",
                            Fix.command("get-token", "--key-file", "-")));
        };
    }

    private static void refuseToReplaceTheKey(Path output, KeySource key) {
        if (key instanceof KeySource.InFile(Path keyFile, var _)
                && output.toAbsolutePath().normalize().equals(keyFile.toAbsolutePath().normalize())) {
            throw Failure.usage("output_is_key", output + " is the private key itself",
                    Fix.of("choose another place for the config", Fix.terminal(" with --output")));
        }
    }

    /** A jwt.json that is damaged may be replaced; a key, a certificate or a key store at its place is a slip. */
    private static void refuseToReplaceAnotherKind(Path output) {
        byte[] bytes = InputFile.read(output, "config", PrivateKeys.LARGEST);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN") || text.indexOf('\0') >= 0) {
            throw Failure.file("output_is_key",
                    output + " holds a key, a certificate or other binary data, not a config",
                    Fix.of("choose another place for the config", Fix.terminal(" with --output")));
        }
    }

    private static JwtJson old(Request request, List<Warning> warnings) {
        if (!Files.exists(request.output())) {
            return JwtJson.none(request.output());
        }
        try {
            JwtJson old = JwtJson.read(request.output());
            warnings.addAll(old.warnings());
            return request.force() ? old.withUsableProfiles() : old;
        } catch (Failure e) {
            if (request.profile() != null) {
                throw e; // the other profiles in it are worth mending it for
            }
            refuseToReplaceAnotherKind(request.output());
            warnings.add(Warning.of("config_unreadable", "the old " + request.output()
                    + " could not be read, so its other fields are in the backup only"));
            return JwtJson.none(request.output());
        }
    }

    private static JsonObject oldProfile(JwtJson json, Request request) {
        if (!json.profiles().contains(request.profile())) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        if (!request.force()) {
            throw Failure.file("profile_exists", request.output() + " has a profile " + request.profile() + " already",
                    Fix.of("choose another name with ", Input.PROFILE, ", or replace it: ",
                            Fix.command("setup-config", "--profile", request.profile(), "--force"),
                            " (which keeps a dated backup of the file)"));
        }
        return json.profileValue(new Setting<>(request.profile(), "--profile")) instanceof JsonObject old ? old
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The old file's fields keep their places; what sfjwt knows is replaced. */
    private static JsonObject content(OrgConfig config, Request request, String keyPlace, JsonObject old) {
        var fields = new LinkedHashMap<String, JsonValue>(old);
        fields.put("consumerKey", Json.createValue(config.consumerKey()));
        fields.put("subject", Json.createValue(config.username()));
        fields.put("sandbox", config.sandbox() ? JsonValue.TRUE : JsonValue.FALSE);
        fields.put("expiresIn", Json.createValue(config.expiresIn()));
        fields.put("privateKeyFile", Json.createValue(keyPlace));
        putOrRemove(fields, "keyAlias", config.key().alias());
        // a profile says it in any case: the top level's would take its place
        boolean loginUrlSaid = request.settings().loginUrl() != null || request.profile() != null;
        putOrRemove(fields, "loginUrl", loginUrlSaid ? config.loginUrl().toString() : null);
        putOrRemove(fields, "audience", request.settings().audience() == null ? null : config.audience());
        var json = Json.createObjectBuilder();
        fields.forEach(json::add);
        return json.build();
    }

    private static void putOrRemove(Map<String, JsonValue> fields, String name, String value) {
        if (value == null) {
            fields.remove(name);
        } else {
            fields.put(name, Json.createValue(value));
        }
    }
}
