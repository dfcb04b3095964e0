package lib.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import lib.keys.SigningKey;

/**
 * What only a holder of an org's private key knows: the name of a login's entry in a shared store, and the key of its
 * cipher.
 *
 * <p>Both come from a signature over a fixed text by HKDF (RFC 5869). RS256 is deterministic (RFC 8017 section 8.2), so
 * each machine that has the key, or a token that signs with it, gets the same. The text has blanks and line breaks in
 * it, so it can never be what a JWT signs (base64url and a dot): no signature made here is good for a login, and none
 * of a login's opens an entry.
 */
record FleetSecret(String name, SecretKey cipherKey) {

    private static final String TEXT = "sfjwt shared token store, key 1\nthis is not a login\n";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    /** @throws GeneralSecurityException where the key cannot sign */
    static FleetSecret of(SigningKey key, Login login) throws GeneralSecurityException {
        String whose = String.join("\n", login.loginUrl().toString(), login.consumerKey(), login.username(),
                login.audience());
        byte[] signature = key.sign((TEXT + whose).getBytes(StandardCharsets.UTF_8));
        KDF hkdf = KDF.getInstance("HKDF-SHA256");
        HKDFParameterSpec.Extract secret = HKDFParameterSpec.ofExtract()
                .addIKM(new SecretKeySpec(signature, "Generic")).extractOnly();
        SecretKey prk = hkdf.deriveKey("Generic", secret);
        byte[] name = hkdf.deriveData(expanded(prk, "name"));
        SecretKey cipherKey = hkdf.deriveKey("AES", expanded(prk, "entry"));
        return new FleetSecret(HexFormat.of().formatHex(name), cipherKey);
    }

    private static HKDFParameterSpec expanded(SecretKey prk, String use) {
        return HKDFParameterSpec.expandOnly(prk, ("sfjwt " + use).getBytes(StandardCharsets.UTF_8), 32);
    }

    /** AES-256-GCM with a random nonce in front; bound to its name, so that no entry passes for another one's. */
    byte[] seal(byte[] text) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** Empty for what was not sealed by this key under this name. */
    Optional<byte[]> open(byte[] sealed) {
        if (sealed.length <= NONCE) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, cipherKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "FleetSecret[" + name + "]";
    }
}
