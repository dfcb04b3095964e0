package lib.keys;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.json.ForeignJson;
import lib.json.NotJson;
import lib.text.Quoted;

/**
 * Reads an RSA private key as JSON (RFC 7517, RFC 7518 6.3), alone or in a set.
 */
final class JsonWebKey {

    private static final List<String> NUMBERS = List.of("n", "e", "d", "p", "q", "dp", "dq", "qi");

    /** @param alias the {@code kid} of the key that is meant in a set; null where there is one only */
    static SigningKey read(byte[] content, String alias, Named where) {
        JsonObject key = one(parse(content, where), alias, where);
        String type = text(key, "kty");
        if (!type.equals("RSA")) {
            throw NotAKey.algorithm("a JSON Web Key of type " + Quoted.value(type), where);
        }
        if (!key.containsKey("d")) {
            throw NotAKey.because(Shape.PUBLIC_KEY, where);
        }
        if (key.containsKey("oth")) {
            throw RsaKey.multiPrime(where);
        }
        if (!key.keySet().containsAll(NUMBERS)) {
            throw RsaKey.withoutCrt(where);
        }
        List<BigInteger> n = NUMBERS.stream().map(name -> number(text(key, name))).toList();
        return SigningKey.of(RsaKey.of(new RSAPrivateCrtKeySpec(n.get(0), n.get(1), n.get(2), n.get(3),
                n.get(4), n.get(5), n.get(6), n.get(7)), where), "JWK");
    }

    private static JsonObject parse(byte[] content, Named where) {
        try {
            return ForeignJson.object(content);
        } catch (NotJson e) {
            throw Failure.file("key_damaged", where + " looks like a JSON Web Key and " + e.getMessage(),
                    "copy it again, whole, from where it came");
        }
    }

    private static JsonObject one(JsonObject whole, String alias, Named where) {
        if (!(whole.get("keys") instanceof JsonArray set)) {
            return whole;
        }
        List<JsonObject> all = set.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject).toList();
        if (all.isEmpty()) {
            throw NotAKey.because(Shape.JSON, where);
        }
        List<JsonObject> keys = all.stream().filter(key -> key.containsKey("d")).toList();
        if (keys.isEmpty()) {
            throw NotAKey.because(Shape.PUBLIC_KEY, where);
        }
        var named = Alias.choose(alias, keys.stream().flatMap(JsonWebKey::id).toList(), keys.size(), where);
        return named.flatMap(id -> keys.stream().filter(key -> id(key).anyMatch(id::equals)).findFirst())
                .orElse(keys.getFirst());
    }

    private static Stream<String> id(JsonObject key) {
        return key.get("kid") instanceof JsonString id ? Stream.of(id.getString()) : Stream.empty();
    }

    private static String text(JsonObject key, String name) {
        Der.require(key.get(name) instanceof JsonString);
        return key.getString(name);
    }

    private static BigInteger number(String base64url) {
        try {
            return new BigInteger(1, Base64.getUrlDecoder().decode(base64url));
        } catch (IllegalArgumentException e) {
            throw new Der.Malformed(false);
        }
    }
}
