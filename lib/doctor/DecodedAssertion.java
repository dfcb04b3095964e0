package lib.doctor;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.json.ForeignJson;
import lib.json.NotJson;

/**
 * Our own assertion, taken apart by other code than the code that made it.
 */
record DecodedAssertion(JsonObject header, JsonObject claims, String signedText, byte[] signature) {

    static DecodedAssertion of(String compact) {
        String[] parts = compact.split("\\.", -1);
        try {
            return new DecodedAssertion(json(parts[0]), json(parts[1]), parts[0] + "." + parts[1],
                    Base64.getUrlDecoder().decode(parts[2]));
        } catch (NotJson | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Failure.of(Kind.INTERNAL, "assertion_malformed", "sfjwt made an assertion that cannot be read",
                    "report it: this is a bug");
        }
    }

    boolean isSignedBy(PublicKey key) {
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initVerify(key);
            rs256.update(signedText.getBytes(StandardCharsets.US_ASCII));
            return rs256.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whoever has the whole can log in. */
    @Override
    public String toString() {
        return "DecodedAssertion" + claims;
    }

    private static JsonObject json(String part) throws NotJson {
        return ForeignJson.object(Base64.getUrlDecoder().decode(part));
    }
}
