package lib.config;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Warning;
import lib.files.InputFile;
import lib.json.ForeignJson;
import lib.json.NotJson;
import lib.keys.KeySource;
import lib.pkcs11.ModuleFile;
import lib.text.Nearest;
import lib.text.Quoted;

/**
 * A jwt.json: the file of the original tool (consumerKey, subject, sandbox, expiresIn, privateKeyFile) and optional
 * fields of ours (keyAlias, loginUrl, audience; nextKeyFile, previousKeyFile and retiredKeyFile while a key is
 * replaced). Fields that are neither are kept when the file is rewritten.
 *
 * <p>{@code "profiles"} holds one object of the same fields an org, by name; the top level completes each.
 *
 * @param profile the name of the profile whose {@code content} this is, or null for the top level
 * @param oddities what its reader noticed, to follow the file's name
 */
public record JwtJson(Path path, JsonObject content, String profile, List<String> oddities) {

    /** The fields that sfjwt reads and writes. */
    public static final Set<String> FIELDS = Set.of("consumerKey", "subject", "sandbox", "expiresIn", "privateKeyFile",
            "keyAlias", "loginUrl", "audience", "nextKeyFile", "previousKeyFile", "retiredKeyFile");

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

    /** The field with the profiles. */
    public static final String PROFILES = "profiles";

    private static final int LARGEST = 64 * 1024;

    public JwtJson(Path path, JsonObject content) {
        this(path, content, null, List.of());
    }

    /** @throws Failure {@code file_missing} and its kin, {@code config_not_json} */
    public static JwtJson read(Path path) {
        try {
            ForeignJson.File file = ForeignJson.file(InputFile.read(path, "config", LARGEST));
            return new JwtJson(path, file.content(), null, file.oddities());
        } catch (NotJson e) {
            throw Failure.file("config_not_json", "config " + path + " " + e.getMessage()
                            + (e.reason() == NotJson.Reason.NOT_UTF8 ? ": save it as UTF-8" : ""),
                    Fix.of("correct it there, or write it again: ", Fix.command("setup-config", "--force"),
                            " (which keeps a backup)")).about(path);
        }
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

    /** What a file says at its top level, or in one of its profiles alone; nothing where it cannot be read. */
    public static OrgSettings saidIn(Path path, String profile) {
        try {
            JwtJson json = Files.exists(path) ? read(path) : new JwtJson(path, JsonValue.EMPTY_JSON_OBJECT);
            return profile == null ? json.settings() : json.profiles().contains(profile)
                    ? json.profile(new Setting<>(profile, "--profile")).settings() : OrgSettings.NONE;
        } catch (Failure e) {
            return OrgSettings.NONE;
        }
    }

    /** What a person should know about the file although it can be used. */
    public List<Warning> warnings() {
        return Stream.of(oddities, FieldNames.oddities(content), profileOddities()).flatMap(List::stream)
                .map(oddity -> Warning.of("config_odd", "config " + path + " " + oddity)).toList();
    }

    private List<String> profileOddities() {
        return content.get(PROFILES) instanceof JsonObject all ? all.entrySet().stream()
                .filter(profile -> profile.getValue() instanceof JsonObject)
                .flatMap(profile -> FieldNames.oddities(profile.getValue().asJsonObject()).stream()
                        .map(oddity -> oddity + " (profile " + profile.getKey() + ")")).toList() : List.of();
    }

    /** The names of the profiles, as the file orders them. */
    public List<String> profiles() {
        return List.copyOf(profilesObject().keySet());
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

    /** @throws Failure {@code profile_unknown}, naming those that are there */
    public JwtJson profile(Setting<String> name) {
        JsonValue value = profilesObject().get(name.value());
        if (value == null) {
            throw unknown(name);
        }
        if (value instanceof JsonObject object) {
            return new JwtJson(path, object, name.value(), List.of());
        }
        throw new JwtJson(path, profilesObject(), PROFILES, List.of()).wrongType(name.value(), "an object");
    }

    private JsonObject profilesObject() {
        JsonValue value = content.getOrDefault(PROFILES, JsonValue.EMPTY_JSON_OBJECT);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrongType(PROFILES, "an object");
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

    /** @throws Failure {@code bad_config_field} for a field of the wrong type */
    public OrgSettings settings() {
        Setting<String> keyFile = string("privateKeyFile");
        return OrgSettings.NONE.withConsumerKey(string("consumerKey")).withUsername(string("subject"))
                .withKey(keyFile == null ? null : new Setting<>(key(keyFile), keyFile.name()))
                .withKeyAlias(string("keyAlias")).withLoginUrl(string("loginUrl")).withSandbox(sandbox())
                .withAudience(string("audience")).withExpiresIn(expiresIn()).withOtherKey(otherKey());
    }

    /** What {@code sfjwt rotate} writes: the key that is to come, later the one that was. */
    private Setting<KeySource> otherKey() {
        Setting<String> other = string("nextKeyFile") == null ? string("previousKeyFile") : string("nextKeyFile");
        return other == null ? null : new Setting<>(key(other), other.name());
    }

    private KeySource key(Setting<String> keyFile) {
        KeySource key = KeySource.of(keyFile.value(), path.toAbsolutePath().getParent(), keyFile.name());
        if (key instanceof KeySource.InToken(var uri)) {
            ModuleFile.requireSystemPlace(uri, keyFile.name());
        }
        return key;
    }

    private Setting<String> string(String field) {
        JsonValue value = value(field);
        if (value instanceof JsonString text) {
            return text.getString().isBlank() ? null : new Setting<>(text.getString(), name(field));
        }
        if (value == JsonValue.NULL) {
            return null;
        }
        throw wrongType(field, "a string in double quotes");
    }

    /** The original takes whatever JavaScript holds for true; the words for it are the ones people write. */
    private Setting<Boolean> sandbox() {
        JsonValue value = value("sandbox");
        if (value == JsonValue.NULL) {
            return null;
        }
        String word = value instanceof JsonString text ? text.getString() : value.toString();
        return switch (word) {
            case "true" -> new Setting<>(true, name("sandbox"));
            case "false" -> new Setting<>(false, name("sandbox"));
            default -> throw wrongType("sandbox", "true or false");
        };
    }

    /** The original writes null when it was given no number, and falls back to its default for that and for 0. */
    private Setting<Integer> expiresIn() {
        JsonValue value = value("expiresIn");
        if (value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonNumber number) {
            return seconds(number);
        }
        if (value instanceof JsonString text && text.getString().matches("[0-9]{1,9}")) {
            return new Setting<>(Integer.parseInt(text.getString()), name("expiresIn"));
        }
        throw wrongType("expiresIn", "a whole number of seconds");
    }

    private Setting<Integer> seconds(JsonNumber number) {
        try {
            // not by way of a BigDecimal, which takes 10 ms to make its tables
            int seconds = number.intValueExact();
            return seconds == 0 ? null : new Setting<>(seconds, name("expiresIn"));
        } catch (ArithmeticException e) {
            throw wrongType("expiresIn", "a whole number of seconds from 1 to 300").from(e);
        }
    }

    /** Null is as good as nothing, as in the original. */
    private JsonValue value(String field) {
        return content.getOrDefault(field, JsonValue.NULL);
    }

    private String name(String field) {
        return "\"" + field + "\"" + (profile == null ? "" : " of profile " + profile) + " in " + path;
    }

    private Failure wrongType(String field, String expected) {
        return Failure.file("bad_config_field", name(field) + " is not " + expected,
                Fix.of("correct it, or write the file again: ", Fix.command("setup-config", "--force"))).about(path);
    }
}
