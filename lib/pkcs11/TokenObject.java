package lib.pkcs11;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key or certificate in a token, with what it tells about itself; null for what it does not.
 *
 * @param isRsa of a key
 * @param value of a certificate, in DER
 */
record TokenObject(long handle, byte[] id, String label, boolean isRsa, BigInteger modulus, BigInteger exponent,
        byte[] value) {

    boolean matches(TokenUri uri) {
        return (uri.get("object") == null || uri.get("object").equals(label))
                && (uri.id() == null || Arrays.equals(uri.id(), id));
    }

    /** Whether it belongs to the same key. */
    boolean isBeside(TokenObject other) {
        return id != null && id.length > 0 && Arrays.equals(id, other.id);
    }

    /** For a list to choose from. */
    String uri() {
        return "object=" + TokenUri.encoded(label == null ? "" : label)
                + (id == null || id.length == 0 ? "" : ";id=%" + HexFormat.ofDelimiter("%").formatHex(id));
    }
}
