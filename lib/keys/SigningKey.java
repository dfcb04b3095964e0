package lib.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;

/**
 * An RSA private key of 2048 bits or more that can sign for Salesforce, and the form in which it was found.
 *
 * @param format for people: "PKCS#8 PEM", "PKCS#1 PEM, encrypted (DEK-Info)"
 * @param warnings what its owner should know, though the key works
 */
public record SigningKey(RSAPrivateCrtKey key, String format, boolean encrypted, List<String> warnings) {

    public SigningKey {
        warnings = List.copyOf(warnings);
    }

    public int bits() {
        return key.getModulus().bitLength();
    }

    public RSAPublicKey publicKey() {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the numbers were checked when the key was read", e);
        }
    }

    /** SHA-256 of the public key's SubjectPublicKeyInfo: the same for the key and for every certificate made for it. */
    public String spkiSha256() {
        return Fingerprint.sha256(publicKey().getEncoded());
    }

    /** Without the key: what a record prints by itself would reach logs. */
    @Override
    public String toString() {
        return "SigningKey[" + format + ", " + bits() + " bits]";
    }
}
