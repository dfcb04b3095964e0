package lib.config;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Warning;
import lib.files.FromFolder;
import lib.files.InputFile;
import lib.files.SecretFiles;
import lib.json.ForeignJson;
import lib.json.JsonText;
import lib.json.NotJson;
import lib.text.FileText;
import lib.text.Nearest;
import lib.text.Quoted;

/**
 * A jwt.json: the file of the original tool (consumerKey, subject, sandbox, expiresIn, privateKeyFile) and optional
 * fields of ours (keyAlias, loginUrl, audience; nextKeyFile, previousKeyFile and retiredKeyFile while a key is
 * replaced). Fields that are neither are kept when the file is rewritten.
 *
 * <p>{@code "profiles"} holds one object of the same fields an org, by name; the top level completes each.
 *
 * @param oddities what its reader noticed, to follow the file's name
 */
public record JwtJson(Path path, JsonObject content, List<String> oddities) {

    /** The fields that sfjwt reads and writes. */
    public static final Set<String> FIELDS = Set.of("consumerKey", "subject", "sandbox", "expiresIn", "privateKeyFile",
            "keyAlias", "loginUrl", "audience", "nextKeyFile", "previousKeyFile", "retiredKeyFile");

    /** The field with the profiles. */
    public static final String PROFILES = "profiles";

    /** A path of Windows, as it is copied. */
    private static final Pattern NO_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\{2})*\\\\[^\"\\\\/bfnrtu]");

    public static final int LARGEST = 64 * 1024;

    public JwtJson(Path path, JsonObject content) {
        this(path, content, List.of());
    }

    /** The fields that sfjwt knows, alone: in the others of somebody's file a secret may stand. */
    public static JsonObject known(JsonObject content) {
        var json = Json.createObjectBuilder();
        content.forEach((field, value) -> {
            if (FIELDS.contains(field)) {
                json.add(field, value);
            }
        });
        return json.build();
    }

    /** One that says nothing, as a file that is not there. */
    public static JwtJson none(Path path) {
        return new JwtJson(path, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** @throws Failure {@code file_missing} and its kin, {@code config_not_json} */
    public static JwtJson read(Path path) {
        byte[] bytes = InputFile.read(path, "config", LARGEST);
        try {
            ForeignJson.File file = ForeignJson.file(bytes);
            return new JwtJson(path, file.content(), file.oddities());
        } catch (NotJson e) {
            throw Failure.file("config_not_json", "config " + path + " " + e.getMessage()
                            + hint(e.reason(), bytes),
                    isMeantAsJson(path, bytes) ? Fix.of("correct it there, or write it again: ",
                            Fix.command("setup-config", "--force"), " (which keeps a backup)")
                            : Fix.of("name your jwt.json instead: ", Input.CONFIG)).about(path);
        }
    }

    private static String hint(NotJson.Reason reason, byte[] bytes) {
        return reason == NotJson.Reason.NOT_UTF8 ? ": save it as UTF-8"
                : reason == NotJson.Reason.SYNTAX && NO_ESCAPE.matcher(FileText.of(bytes)).find()
                        ? "; in a path, write / or \\\\ for each backslash" : "";
    }

    /** Nobody is told to write a jwt.json over a key or a script that was named by mistake. */
    private static boolean isMeantAsJson(Path path, byte[] bytes) {
        String start = FileText.of(bytes).toString().stripLeading();
        return path.toString().endsWith(".json") || start.isEmpty() || start.startsWith("{");
    }

    /** Whether the file is JSON without any field of a jwt.json; one that is broken may be meant as one. */
    static boolean isAnotherPrograms(Path path) {
        try {
            JsonObject content = ForeignJson.file(InputFile.read(path, "config", LARGEST)).content();
            return !content.containsKey(PROFILES) && FIELDS.stream().noneMatch(content::containsKey)
                    && FieldNames.oddities(content).isEmpty();
        } catch (NotJson e) {
            return e.reason() == NotJson.Reason.NO_OBJECT;
        } catch (Failure e) {
            return false;
        }
    }

    /**
     * What a file says at its top level, or in one of its profiles alone, as far as it can be read: a field of the
     * wrong type is left out.
     */
    public static OrgSettings saidIn(Path path, String profile) {
        try {
            JwtJson json = Files.exists(path) ? read(path) : none(path);
            JsonValue entry = profile == null ? json.content : json.profilesObject().get(profile);
            return entry instanceof JsonObject fields ? legible(path, fields).settings() : OrgSettings.NONE;
        } catch (Failure e) {
            return OrgSettings.NONE;
        }
    }

    /** Whether the file has it, as far as it can be read. */
    static boolean hasProfile(Path path, String profile) {
        try {
            return Files.exists(path) && read(path).profiles().contains(profile);
        } catch (Failure e) {
            return false;
        }
    }

    private static JwtJson legible(Path path, JsonObject fields) {
        var legible = Json.createObjectBuilder();
        fields.forEach((name, value) -> {
            try {
                new JwtJson(path, Json.createObjectBuilder().add(name, value).build()).settings();
                legible.add(name, value);
            } catch (Failure e) {
                // left out
            }
        });
        return new JwtJson(path, legible.build());
    }

    /** What a person should know about the file although it can be used. */
    public List<Warning> warnings() {
        return Stream.of(oddities, FieldNames.oddities(content), profileOddities()).flatMap(List::stream)
                .map(oddity -> Warning.of("config_odd", "config " + path + " " + oddity)).toList();
    }

    private List<String> profileOddities() {
        return content.get(PROFILES) instanceof JsonObject all ? all.entrySet().stream()
                .flatMap(profile -> profileOddities(profile.getKey(), profile.getValue())).toList() : List.of();
    }

    private static Stream<String> profileOddities(String name, JsonValue profile) {
        if (name.isBlank()) {
            return Stream.of("has a profile without a name, which is not read");
        }
        return profile instanceof JsonObject fields ? FieldNames.oddities(fields).stream()
                .map(oddity -> oddity + " (profile " + name + ")") : Stream.empty();
    }

    /** The names of the profiles, as the file orders them; one without a name would be taken for the top level. */
    public List<String> profiles() {
        return profilesObject().keySet().stream().filter(name -> !name.isBlank()).toList();
    }

    /** The names of the orgs: the profiles, and an empty one for a top level that names a user or stands alone. */
    public List<String> orgs() {
        boolean top = content.containsKey("subject") || profiles().isEmpty();
        return Stream.concat(top ? Stream.of("") : Stream.empty(), profiles().stream()).toList();
    }

    /**
     * What the file says about an org: the profile's settings, completed by the top level's.
     *
     * @param name the profile's, or empty for the top level
     * @throws Failure {@code profile_unknown}, naming those that are there; {@code bad_config_field}
     */
    public OrgSettings settings(Setting<String> name) {
        return name.value().isEmpty() ? settings() : profile(name).settings().over(settings());
    }

    /** What the top level says alone. */
    public OrgSettings settings() {
        return entry().settings();
    }

    private ConfigEntry entry() {
        return new ConfigEntry(path, content, null);
    }

    /** @throws Failure {@code profile_unknown}, naming those that are there */
    public ConfigEntry profile(Setting<String> name) {
        if (profileValue(name) instanceof JsonObject object) {
            return new ConfigEntry(path, object, name.value());
        }
        throw ConfigEntry.wrongType(path, name.value(), "profile " + name.value() + " in " + path, "an object");
    }

    /** Whatever it is, as long as it is there. */
    JsonValue profileValue(Setting<String> name) {
        JsonValue value = profilesObject().get(name.value());
        if (value == null) {
            throw unknown(name);
        }
        return value;
    }

    private JsonObject profilesObject() {
        JsonValue value = content.getOrDefault(PROFILES, JsonValue.EMPTY_JSON_OBJECT);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw entry().wrongType(PROFILES, "an object");
    }

    /** The same without profiles that are none, as when the file has a list of them. */
    JwtJson withUsableProfiles() {
        return content.getOrDefault(PROFILES, JsonValue.EMPTY_JSON_OBJECT) instanceof JsonObject ? this
                : new JwtJson(path, Json.createObjectBuilder(content).remove(PROFILES).build(), oddities);
    }

    /**
     * The whole file with this in the place of an entry, which may be a new one.
     *
     * @param profile its name, or null for the top level
     */
    public JwtJson with(String profile, JsonObject entry) {
        return new JwtJson(path, profile == null ? entry : Json.createObjectBuilder(content).add(PROFILES,
                Json.createObjectBuilder(profilesObject()).add(profile, entry)).build());
    }

    /** As a file to be published. */
    public SecretFiles.NewFile file() {
        return new SecretFiles.NewFile(path, (JsonText.indented(content) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** How this file names a key's: relative where that lies below its folder, so that the folder can move. */
    public String portable(Path key) {
        return FromFolder.name(path.toAbsolutePath().normalize().getParent(), key).toString()
                .replace(File.separatorChar, '/');
    }

    private Failure unknown(Setting<String> name) {
        List<String> there = profiles();
        String guess = Nearest.to(name.value(), there).map(near -> "did you mean " + near + "? ").orElse("");
        return Failure.usage("profile_unknown",
                name.name() + " " + Quoted.value(name.value()) + " is not a profile in " + path,
                there.isEmpty() ? Fix.of("there are no profiles; add it: ",
                        Fix.command("setup-config", "--profile", name.value()))
                        : Fix.of(guess + "the profiles there: " + String.join(", ", there))).about(Input.PROFILE);
    }
}
