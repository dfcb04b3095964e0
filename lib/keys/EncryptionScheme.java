package lib.keys;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * How one encrypted key is encrypted, all of it checked and within the caps: what remains is a passphrase.
 */
interface EncryptionScheme {

    /** For people: "PBES2", "DEK-Info". */
    String name();

    List<String> warnings();

    /** @throws GeneralSecurityException where the passphrase does not fit */
    byte[] open(char[] passphrase, byte[] ciphertext) throws GeneralSecurityException;

    /** The passphrase as the bytes that every scheme but PKCS#12's hashes; to be wiped after use. */
    static byte[] utf8(char[] passphrase) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /** @param parameters null for a stream cipher */
    static byte[] decrypt(String transformation, byte[] key, AlgorithmParameterSpec parameters, byte[] ciphertext)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(transformation);
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, transformation.replaceFirst("/.*", "")), parameters);
        return cipher.doFinal(ciphertext);
    }
}
