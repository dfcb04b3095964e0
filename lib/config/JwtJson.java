package lib.config;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
        String text = text(path, InputFile.read(path, "config", LARGEST));
        if (text.isBlank()) {
            throw notJson(path, "is empty");
        }
        return new JwtJson(path, object(path, text));
    }

    private static JsonObject object(Path path, String text) {
        try (var parser = Json.createParser(new StringReader(text))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw notJson(path, "is not a JSON object: it must begin with {");
            }
            JsonObject object = parser.getObject();
            parser.hasNext(); // fails if anything follows
            return object;
        } catch (Failure e) {
            throw e;
        } catch (JsonParsingException e) {
            throw notJson(path, "is not JSON: line " + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber()).from(e);
        } catch (RuntimeException e) {
            // Parsson has no type of its own for what exceeds its limits
            throw notJson(path, "is nested too deeply, or has a number that is too long").from(e);
        }
    }

    private static String text(Path path, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            // e.g. Windows PowerShell's > writes UTF-16
            throw notJson(path, "is not UTF-8 text: save it as UTF-8").from(e);
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
            case JsonNumber number -> seconds(number.bigDecimalValue());
            case JsonString text when text.getString().matches("[0-9]{1,9}") ->
                new Setting<>(Integer.parseInt(text.getString()), name("expiresIn"));
            case JsonValue value when value == JsonValue.NULL -> null;
            default -> throw wrongType("expiresIn", "a whole number of seconds");
        };
    }

    private Setting<Integer> seconds(BigDecimal number) {
        try {
            return number.signum() == 0 ? null : new Setting<>(number.intValueExact(), name("expiresIn"));
        } catch (ArithmeticException e) {
            throw wrongType("expiresIn", "a whole number of seconds from 1 to 300").from(e);
        }
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
                "correct it there, or write it anew with: sfjwt setup-config --force (which keeps a backup)");
    }
}
