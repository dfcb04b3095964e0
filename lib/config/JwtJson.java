package lib.config;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.text.Nearest;

/**
 * A jwt.json: the file of the original tool (consumerKey, subject, sandbox, expiresIn, privateKeyFile) and two optional
 * fields of ours (loginUrl, audience). Fields that are neither are kept when the file is rewritten.
 *
 * <p>{@code "profiles"} holds one object of the same fields an org, by name; the top level completes each.
 *
 * @param profile the name of the profile whose {@code content} this is, or null for the top level
 */
public record JwtJson(Path path, JsonObject content, String profile) {

    /** The fields that sfjwt reads and writes. */
    public static final Set<String> FIELDS = Set.of("consumerKey", "subject", "sandbox", "expiresIn", "privateKeyFile",
            "loginUrl", "audience");

    /** The field with the profiles. */
    public static final String PROFILES = "profiles";

    private static final int LARGEST = 64 * 1024;

    public JwtJson(Path path, JsonObject content) {
        this(path, content, null);
    }

    /** @throws Failure {@code file_missing} and its kin, {@code config_not_json} */
    public static JwtJson read(Path path) {
        String text = new String(InputFile.read(path, "config", LARGEST), StandardCharsets.UTF_8);
        try (var reader = Json.createReader(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))) {
            if (reader.readValue() instanceof JsonObject object) {
                return new JwtJson(path, object);
            }
            throw notJson(path, "is not a JSON object");
        } catch (JsonParsingException e) {
            throw notJson(path, "is not JSON: line " + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber()).from(e);
        } catch (JsonException e) {
            throw notJson(path, "is not JSON").from(e);
        }
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
        return switch (profilesObject().get(name.value())) {
            case JsonObject object -> new JwtJson(path, object, name.value());
            case null -> throw unknown(name);
            default -> throw new JwtJson(path, profilesObject(), PROFILES).wrongType(name.value(), "an object");
        };
    }

    private JsonObject profilesObject() {
        return switch (content.get(PROFILES)) {
            case null -> JsonValue.EMPTY_JSON_OBJECT;
            case JsonObject object -> object;
            default -> throw wrongType(PROFILES, "an object");
        };
    }

    private Failure unknown(Setting<String> name) {
        List<String> there = profiles();
        String guess = Nearest.to(name.value(), there).map(near -> "did you mean " + near + "? ").orElse("");
        return Failure.usage("profile_unknown", name.name() + " \"" + name.value() + "\" is not a profile in " + path,
                guess + (there.isEmpty() ? "there are no profiles; add it: sfjwt setup-config --profile NAME"
                        : "the profiles there: " + String.join(", ", there)));
    }

    /** @throws Failure {@code bad_config_field} for a field of the wrong type */
    public OrgSettings settings() {
        Setting<String> keyFile = string("privateKeyFile");
        return new OrgSettings(string("consumerKey"), string("subject"),
                keyFile == null ? null : new Setting<>(new KeySource.InFile(keyPath(keyFile)), keyFile.name()),
                string("loginUrl"), sandbox(), string("audience"), expiresIn());
    }

    private Path keyPath(Setting<String> keyFile) {
        Path folder = path.toAbsolutePath().getParent();
        return InputFile.path(folder, keyFile.value(), keyFile.name());
    }

    private Setting<String> string(String field) {
        return switch (content.get(field)) {
            case null -> null;
            case JsonString text -> text.getString().isBlank() ? null : new Setting<>(text.getString(), name(field));
            case JsonValue value when value == JsonValue.NULL -> null;
            default -> throw wrongType(field, "a string in double quotes");
        };
    }

    /** The original takes whatever JavaScript holds for true; the words for it are the ones people write. */
    private Setting<Boolean> sandbox() {
        return switch (content.get("sandbox")) {
            case null -> null;
            case JsonString text when text.getString().equals("true") -> new Setting<>(true, name("sandbox"));
            case JsonString text when text.getString().equals("false") -> new Setting<>(false, name("sandbox"));
            case JsonValue value when value == JsonValue.TRUE -> new Setting<>(true, name("sandbox"));
            case JsonValue value when value == JsonValue.FALSE -> new Setting<>(false, name("sandbox"));
            case JsonValue value when value == JsonValue.NULL -> null;
            default -> throw wrongType("sandbox", "true or false");
        };
    }

    /** The original writes null when it was given no number, and falls back to its default for that and for 0. */
    private Setting<Integer> expiresIn() {
        return switch (content.get("expiresIn")) {
            case null -> null;
            case JsonNumber number when number.isIntegral() -> number.bigIntegerValue().signum() == 0 ? null
                    : new Setting<>(number.bigIntegerValue().bitLength() > 31 ? Integer.MAX_VALUE : number.intValue(),
                            name("expiresIn"));
            case JsonString text when text.getString().matches("[0-9]{1,9}") ->
                new Setting<>(Integer.parseInt(text.getString()), name("expiresIn"));
            case JsonValue value when value == JsonValue.NULL -> null;
            default -> throw wrongType("expiresIn", "a whole number of seconds");
        };
    }

    private String name(String field) {
        return "\"" + field + "\"" + (profile == null ? "" : " of profile " + profile) + " in " + path;
    }

    private Failure wrongType(String field, String expected) {
        return Failure.file("bad_config_field", name(field) + " is not " + expected,
                "correct it, or write the file anew with: sfjwt setup-config --force");
    }

    private static Failure notJson(Path path, String what) {
        return Failure.file("config_not_json", "config " + path + " " + what,
                "correct it there, or write it anew with: sfjwt setup-config --force (the old file is kept as a backup)");
    }
}
