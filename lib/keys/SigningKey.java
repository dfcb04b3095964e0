package lib.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.failure.Warning;

/**
 * An RSA private key of 2048 bits or more that can sign for Salesforce, and the form in which it was found.
 *
 * @param key with its numbers, or a handle to a key that stays in its token
 * @param provider what signs with a key in a token; null for Java's own RSA
 * @param certificate the one that its key store or token holds beside it
 * @param format for people: "PKCS#8 PEM", "PKCS#1 PEM, encrypted (DEK-Info)"
 * @param warnings what its owner should know, though the key works
 */
public record SigningKey(PrivateKey key, RSAPublicKey publicKey, Provider provider,
        Optional<X509Certificate> certificate, String format, boolean encrypted, List<Warning> warnings) {

    static final String RSA = "RSA";

    /** RS256. */
    public static final String ALGORITHM = "SHA256withRSA";

    public SigningKey {
        warnings = List.copyOf(warnings);
    }

    static SigningKey of(RSAPrivateCrtKey key, String format) {
        return new SigningKey(key, publicHalf(key), null, Optional.empty(), format, false, List.of());
    }

    /** The same, found within what is encrypted: {@code whole} is the form of that. */
    SigningKey encrypted(String whole) {
        return new SigningKey(key, publicKey, provider, certificate, whole, true, warnings);
    }

    SigningKey beside(X509Certificate one) {
        return new SigningKey(key, publicKey, provider, Optional.ofNullable(one), format, encrypted, warnings);
    }

    SigningKey warning(List<Warning> more) {
        var all = new ArrayList<>(warnings);
        all.addAll(more);
        return new SigningKey(key, publicKey, provider, certificate, format, encrypted, all);
    }

    SigningKey warning(Warning one) {
        return warning(List.of(one));
    }

    public int bits() {
        return publicKey.getModulus().bitLength();
    }

    /** The numbers of the private key, unless it is one that does not show them. */
    public Optional<RSAPrivateCrtKey> numbers() {
        return key instanceof RSAPrivateCrtKey numbers ? Optional.of(numbers) : Optional.empty();
    }

    /** Whether the key stays where it is, and only its signatures come out. */
    public boolean isInToken() {
        return provider != null;
    }

    /** RSASSA-PKCS1-v1_5 with SHA-256, wherever the key is. */
    public byte[] sign(byte[] message) throws GeneralSecurityException {
        try {
            Signature signing = provider == null ? Signature.getInstance(ALGORITHM)
                    : Signature.getInstance(ALGORITHM, provider);
            signing.initSign(key);
            signing.update(message);
            return signing.sign();
        } catch (ProviderException e) { // how SunPKCS11 reports a token that does not answer
            throw new SignatureException(e);
        }
    }

    /** SHA-256 of the public key's SubjectPublicKeyInfo: the same for the key and for every certificate made for it. */
    public String spkiSha256() {
        return Fingerprint.sha256(publicKey.getEncoded());
    }

    /** Without the key: what a record prints by itself would reach logs. */
    @Override
    public String toString() {
        return "SigningKey[" + format + ", " + bits() + " bits]";
    }

    private static RSAPublicKey publicHalf(RSAPrivateCrtKey key) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance(RSA)
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the numbers were checked when the key was read", e);
        }
    }
}
