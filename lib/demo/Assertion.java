package lib.demo;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A JWT taken apart, of which nothing is believed yet.
 */
record Assertion(JsonObject header, JsonObject claims, byte[] signedText, byte[] signature) {

    // RFC 8725 2.4: what two parsers may read differently is refused
    private static final JsonReaderFactory STRICT_JSON = Json.createReaderFactory(
            Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    /** @throws Refused unless it is three parts of base64url, the first two of them JSON objects */
    static Assertion parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw new Refused(Refusal.ASSERTION);
        }
        byte[] signedText = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        return new Assertion(json(decode(parts[0])), json(decode(parts[1])), signedText, decode(parts[2]));
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
        throw new Refused(Refusal.ASSERTION);
    }

    private static JsonObject json(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            refuseMoreThanOneValue(text);
            try (var reader = STRICT_JSON.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        } catch (CharacterCodingException | RuntimeException e) {
            // the parser's limits on depth and size are plain RuntimeExceptions
            throw new Refused(Refusal.ASSERTION);
        }
    }

    /** A reader stops after the first value and never looks at what follows; a parser does. */
    private static void refuseMoreThanOneValue(String text) {
        try (var parser = Json.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }
}
