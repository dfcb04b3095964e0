package lib.config;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lib.text.Nearest;
import lib.text.Quoted;

/**
 * Fields of a jwt.json that are not read although they look as if they should be: misspelt, or called as another tool
 * calls them. Any other field is its owner's business.
 */
final class FieldNames {

    /** In lower case, without hyphens and underscores. */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("username", "subject"), Map.entry("user", "subject"), Map.entry("sub", "subject"),
            Map.entry("clientid", "consumerKey"), Map.entry("iss", "consumerKey"), Map.entry("issuer", "consumerKey"),
            Map.entry("appkey", "consumerKey"),
            Map.entry("instanceurl", "loginUrl"), Map.entry("mydomain", "loginUrl"), Map.entry("url", "loginUrl"),
            Map.entry("host", "loginUrl"), Map.entry("loginhost", "loginUrl"),
            Map.entry("keyfile", "privateKeyFile"), Map.entry("jwtkeyfile", "privateKeyFile"),
            Map.entry("privatekey", "privateKeyFile"), Map.entry("privatekeypath", "privateKeyFile"),
            Map.entry("keypath", "privateKeyFile"), Map.entry("key", "privateKeyFile"),
            Map.entry("aud", "audience"), Map.entry("exp", "expiresIn"), Map.entry("expiry", "expiresIn"),
            Map.entry("expires", "expiresIn"), Map.entry("issandbox", "sandbox"), Map.entry("alias", "keyAlias"));

    /** What to say of them, to follow the name of the file. */
    static List<String> oddities(JsonObject content) {
        return content.keySet().stream().filter(field -> !JwtJson.FIELDS.contains(field)
                        && !field.equals(JwtJson.PROFILES))
                .flatMap(field -> meant(field).filter(right -> !content.containsKey(right))
                        .map(right -> "has " + Quoted.value(field) + ", which is not read: did you mean \"" + right
                                + "\"?").stream())
                .toList();
    }

    private static Optional<String> meant(String field) {
        String plain = field.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
        return Optional.ofNullable(OTHERWISE.get(plain))
                .or(() -> Nearest.to(plain, JwtJson.FIELDS))
                .or(() -> Nearest.to(plain, List.of(JwtJson.PROFILES)));
    }
}
