package lib.config;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.files.InputFile;
import lib.keys.KeySource;
import lib.pkcs11.ModuleFile;

/**
 * What a jwt.json says about an org, in one object of fields: its top level, or one of its profiles.
 *
 * @param profile its name, or null for the top level
 */
public record ConfigEntry(Path file, JsonObject content, String profile) {

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
        KeySource key = KeySource.of(keyFile.value(), file.toAbsolutePath().getParent(), keyFile.name());
        if (key instanceof KeySource.InToken(var uri)) {
            ModuleFile.requireSystemPlace(uri, keyFile.name());
        }
        if (key instanceof KeySource.InFile(Path path, var _) && InputFile.isShellsPipe(path)) {
            throw Failure.file("file_not_regular", keyFile.name() + " in " + file + " is " + path + ", a pipe that may "
                    + "be anything's", "name the file itself").about(file);
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
        return "\"" + field + "\"" + (profile == null ? "" : " of profile " + profile) + " in " + file;
    }

    Failure wrongType(String field, String expected) {
        return wrongType(file, profile, name(field), expected);
    }

    static Failure wrongType(Path file, String profile, String what, String expected) {
        return Failure.file("bad_config_field", what + " is not " + expected,
                Fix.of("correct it, or write the file again: ", profile == null
                        ? Fix.command("setup-config", "--force")
                        : Fix.command("setup-config", "--profile", profile, "--force"))).about(file);
    }
}
