package lib.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Optional;
import lib.json.ForeignJson;

/**
 * A JWT taken apart; nothing in it is believed yet.
 */
record ReceivedJwt(JsonObject header, JsonObject claims, byte[] signedText, byte[] signature) {

    /** @throws Refused unless it is three parts of base64url, the first two of them JSON objects */
    static ReceivedJwt parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw new Refused(TokenError.ASSERTION);
        }
        byte[] signedText = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        return new ReceivedJwt(json(decode(parts[0])), json(decode(parts[1])), signedText, decode(parts[2]));
    }

    boolean isSignedBy(RSAPublicKey key) {
        // RFC 7515 4.1.11: an extension that is not understood makes the whole invalid
        if (!text(header, "alg").equals(Optional.of("RS256")) || header.containsKey("crit")) {
            return false;
        }
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initVerify(key);
            rs256.update(signedText);
            return rs256.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The claim, if it is a string. */
    Optional<String> claim(String name) {
        return text(claims, name);
    }

    private static Optional<String> text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static byte[] decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            // the decoder forgives padding and stray last bits, which base64url without padding does not have
            if (bytes.length > 0 && Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // plain base64, blanks or other characters
        }
        throw new Refused(TokenError.ASSERTION);
    }

    private static JsonObject json(byte[] utf8) {
        return ForeignJson.ifObject(utf8).orElseThrow(() -> new Refused(TokenError.ASSERTION));
    }
}
