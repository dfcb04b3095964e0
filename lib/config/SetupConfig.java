package lib.config;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import lib.files.SecretFiles;
import lib.keys.KeySource;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.pkcs11.ModuleFile;
import lib.text.JsonText;
import lib.text.ShellQuote;

/**
 * Writes a jwt.json, after checking everything in it.
 */
public final class SetupConfig {

    /** The key file that generate-certs makes by default. */
    public static final String DEFAULT_KEY_FILE = "certs/server.key";

    /**
     * @param output the jwt.json to write
     * @param force whether an existing file is replaced; it is kept as a dated backup, and so are its unknown fields
     */
    public record Request(Path output, OrgSettings settings, boolean force, Passphrase passphrase) {
    }

    /**
     * @param kept the names of fields that were in the old file, that sfjwt does not know and has left as they were
     */
    public record Result(Path path, JsonObject content, List<String> kept, List<Path> backups, List<String> warnings) {
        public JsonObject json() {
            return Json.createObjectBuilder()
                    .add("success", true)
                    .add("path", path.toString())
                    .add("config", content)
                    .add("kept", Json.createArrayBuilder(kept))
                    .add("backups", Json.createArrayBuilder(backups.stream().map(Path::toString).toList()))
                    .add("warnings", Json.createArrayBuilder(warnings))
                    .build();
        }
    }

    /** @throws Failure for the first value that is wrong, {@code file_exists}, {@code file_unwritable} */
    public Result run(Request request) {
        OrgConfig config = OrgConfig.of(request.settings(), new OrgConfig.WhenMissing("",
                "give it as an option, or run the command at a terminal, where it asks"));
        String keyPlace = keyPlace(config.key(), request.output());
        SecretFiles.refuseIfTaken(request.output(), request.force());
        refuseToReplaceTheKey(request.output(), config.key());
        List<String> warnings = new ArrayList<>(PrivateKeys.read(config.key(), request.passphrase()).warnings());

        JsonObject old = oldContent(request.output(), warnings);
        List<String> kept = old.keySet().stream().filter(field -> !JwtJson.FIELDS.contains(field)).toList();
        JsonObject content = content(config, request, keyPlace, old);
        byte[] text = (JsonText.indented(content) + "\n").getBytes(StandardCharsets.UTF_8);
        var file = new SecretFiles.NewFile(request.output(), text);
        List<Path> backups = SecretFiles.publish(List.of(file), request.force());
        return new Result(request.output(), content, kept, backups, warnings);
    }

    /** What jwt.json says about where the key is. */
    private static String keyPlace(KeySource key, Path output) {
        return switch (key) {
            case KeySource.InFile(Path path, var _) -> portable(path, output);
            case KeySource.InToken(var uri) -> {
                ModuleFile.requireSystemPlace(uri, "a jwt.json with this key");
                yield uri.toString();
            }
            case KeySource.InVariable variable -> throw Failure.usage("key_not_in_file",
                    "a jwt.json names a key file, and " + variable + " holds the key itself",
                    "name a file with --key-file; with " + variable + " set, get-token needs no jwt.json at all");
            case KeySource.OnStdin _ -> throw Failure.usage("key_not_in_file",
                    "a jwt.json names a key file, and the key on stdin is gone once it is read",
                    "name a file with --key-file, or give get-token the key in the same way: --key-file -");
        };
    }

    private static void refuseToReplaceTheKey(Path output, KeySource key) {
        if (key instanceof KeySource.InFile(Path keyFile, var _)
                && output.toAbsolutePath().normalize().equals(keyFile.toAbsolutePath().normalize())) {
            throw Failure.usage("output_is_key", output + " is the private key itself",
                    "choose another place for the config with --output");
        }
    }

    private static JsonObject oldContent(Path output, List<String> warnings) {
        if (!Files.exists(output)) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try {
            return JwtJson.read(output).content();
        } catch (Failure e) {
            warnings.add("the old " + output + " could not be read, so its other fields are in the backup only");
            return JsonObject.EMPTY_JSON_OBJECT;
        }
    }

    /** The old file's fields keep their places; what sfjwt knows is written anew. */
    private static JsonObject content(OrgConfig config, Request request, String keyPlace, JsonObject old) {
        var fields = new LinkedHashMap<String, JsonValue>(old);
        fields.put("consumerKey", Json.createValue(config.consumerKey()));
        fields.put("subject", Json.createValue(config.username()));
        fields.put("sandbox", config.sandbox() ? JsonValue.TRUE : JsonValue.FALSE);
        fields.put("expiresIn", Json.createValue(config.expiresIn()));
        fields.put("privateKeyFile", Json.createValue(keyPlace));
        putOrRemove(fields, "keyAlias", config.key().alias());
        putOrRemove(fields, "loginUrl", request.settings().loginUrl() == null ? null : config.loginUrl().toString());
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

    /** Relative to jwt.json's folder where the key lies below it, so that the folder can move; else absolute. */
    private static String portable(Path keyFile, Path output) {
        Path folder = output.toAbsolutePath().normalize().getParent();
        Path key = keyFile.toAbsolutePath().normalize();
        return (key.startsWith(folder) ? folder.relativize(key) : key).toString().replace(File.separatorChar, '/');
    }
}
