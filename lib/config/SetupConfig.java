package lib.config;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.files.SecretFiles;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.text.JsonText;

/**
 * Writes a jwt.json, after checking everything in it.
 */
public final class SetupConfig {

    /** The key file that generate-certs makes by default. */
    public static final String DEFAULT_KEY_FILE = "certs/server.key";

    /**
     * @param output the jwt.json to write
     * @param profile the profile to add to the file, or null for its top level
     * @param force whether what is there is replaced; it is kept as a dated backup, and so are its unknown fields
     */
    public record Request(Path output, String profile, OrgSettings settings, boolean force, Passphrase passphrase) {

        public Request {
            if (profile != null && !profile.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
                throw Failure.usage("bad_profile", "\"" + profile + "\" cannot be the name of a profile",
                        "use letters, digits and . _ @ -, such as prod");
            }
        }

        public Request(Path output, OrgSettings settings, boolean force, Passphrase passphrase) {
            this(output, null, settings, force, passphrase);
        }

        /** A profile is added to a file that is there; only to replace one needs force. */
        private boolean mayRewrite() {
            return force || profile != null;
        }
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
        Path keyFile = keyFile(config.key());
        SecretFiles.refuseIfTaken(request.output(), request.mayRewrite());
        List<String> warnings = new ArrayList<>(checkKey(keyFile, request.passphrase()));

        JsonObject file = oldContent(request, warnings);
        JsonObject old = request.profile() == null ? file : oldProfile(file, request);
        List<String> kept = old.keySet().stream().filter(field -> !JwtJson.FIELDS.contains(field)).toList();
        JsonObject content = content(config, request, keyFile, old, kept);
        JsonObject whole = request.profile() == null ? content : withProfile(file, request.profile(), content);
        byte[] text = (JsonText.indented(whole) + "\n").getBytes(StandardCharsets.UTF_8);
        List<Path> backups = SecretFiles.publish(List.of(new SecretFiles.NewFile(request.output(), text)),
                request.mayRewrite());
        return new Result(request.output(), content, kept, backups, warnings);
    }

    private static Path keyFile(KeySource key) {
        return switch (key) {
            case KeySource.InFile(Path path) -> path;
            case KeySource.InVariable variable -> throw Failure.usage("key_not_in_file",
                    "a jwt.json names a key file, and " + variable + " holds the key itself",
                    "name a file with --key-file; with " + variable + " set, get-token needs no jwt.json at all");
        };
    }

    private static List<String> checkKey(Path keyFile, Passphrase passphrase) {
        PrivateKeys.read(InputFile.read(keyFile, "private key", PrivateKeys.LARGEST), "private key " + keyFile, passphrase);
        return InputFile.isOpenToOthers(keyFile)
                ? List.of("others on this machine may read " + keyFile + "; run: chmod 600 " + keyFile) : List.of();
    }

    private static JsonObject oldContent(Request request, List<String> warnings) {
        Path output = request.output();
        if (!Files.exists(output)) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try {
            return JwtJson.read(output).content();
        } catch (Failure e) {
            if (request.profile() != null) {
                throw e; // the other profiles in it are worth mending it for
            }
            warnings.add("the old " + output + " could not be read, so none of its other fields are kept");
            return JsonObject.EMPTY_JSON_OBJECT;
        }
    }

    private static JsonObject oldProfile(JsonObject file, Request request) {
        var json = new JwtJson(request.output(), file);
        if (!json.profiles().contains(request.profile())) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        if (!request.force()) {
            throw Failure.file("profile_exists", request.output() + " has a profile " + request.profile() + " already",
                    "choose another name, or replace it with --force, which keeps a dated backup of the file");
        }
        return json.profile(new Setting<>(request.profile(), "--profile")).content();
    }

    private static JsonObject withProfile(JsonObject file, String name, JsonObject content) {
        JsonObject others = file.containsKey(JwtJson.PROFILES) ? file.getJsonObject(JwtJson.PROFILES)
                : JsonObject.EMPTY_JSON_OBJECT;
        return Json.createObjectBuilder(file)
                .add(JwtJson.PROFILES, Json.createObjectBuilder(others).add(name, content)).build();
    }

    private static JsonObject content(OrgConfig config, Request request, Path keyFile, JsonObject old,
            List<String> kept) {
        var json = Json.createObjectBuilder()
                .add("consumerKey", config.consumerKey())
                .add("subject", config.username())
                .add("sandbox", config.sandbox())
                .add("expiresIn", config.expiresIn())
                .add("privateKeyFile", portable(keyFile, request.output()));
        // a profile says it in any case: the top level's would take its place
        if (request.settings().loginUrl() != null || request.profile() != null) {
            json.add("loginUrl", config.loginUrl().toString());
        }
        if (request.settings().audience() != null) {
            json.add("audience", config.audience());
        }
        kept.forEach(field -> json.add(field, old.get(field)));
        return json.build();
    }

    /** Relative to jwt.json's folder where the key lies below it, so that the folder can move; else absolute. */
    private static String portable(Path keyFile, Path output) {
        Path folder = output.toAbsolutePath().normalize().getParent();
        Path key = keyFile.toAbsolutePath().normalize();
        return (key.startsWith(folder) ? folder.relativize(key) : key).toString().replace('\\', '/');
    }
}
