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
import java.util.Set;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.keys.KeySource;
import lib.pkcs11.ModuleFile;

/**
 * A jwt.json: the file of the original tool (consumerKey, subject, sandbox, expiresIn, privateKeyFile) and optional
 * fields of ours (keyAlias, loginUrl, audience). Fields that are neither are kept when the file is rewritten.
 */
public record JwtJson(Path path, JsonObject content) {

    /** The fields that sfjwt reads and writes. */
    public static final Set<String> FIELDS = Set.of("consumerKey", "subject", "sandbox", "expiresIn", "privateKeyFile",
            "keyAlias", "loginUrl", "audience");

    private static final int LARGEST = 64 * 1024;

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

    /** @throws Failure {@code bad_config_field} for a field of the wrong type */
    public OrgSettings settings() {
        Setting<String> keyFile = string("privateKeyFile");
        return new OrgSettings(string("consumerKey"), string("subject"),
                keyFile == null ? null : new Setting<>(key(keyFile), keyFile.name()), string("keyAlias"),
                string("loginUrl"), sandbox(), string("audience"), expiresIn());
    }

    private KeySource key(Setting<String> keyFile) {
        KeySource key = KeySource.of(keyFile.value(), path.toAbsolutePath().getParent(), keyFile.name());
        if (key instanceof KeySource.InToken(var uri)) {
            ModuleFile.requireSystemPlace(uri, keyFile.name());
        }
        return key;
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
        return "\"" + field + "\" in " + path;
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
