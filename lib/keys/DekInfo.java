package lib.keys;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.IvParameterSpec;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The encryption of early OpenSSL's PEM, named in a DEK-Info header: one round of MD5, then a block cipher in CBC mode.
 */
record DekInfo(Pbes2.BlockCipher cipher, byte[] iv) implements EncryptionScheme {

    private static final Map<String, Pbes2.BlockCipher> CIPHERS = Map.of(
            "AES-128-CBC", new Pbes2.BlockCipher("AES", 16, 16),
            "AES-192-CBC", new Pbes2.BlockCipher("AES", 24, 16),
            "AES-256-CBC", new Pbes2.BlockCipher("AES", 32, 16),
            "DES-EDE3-CBC", new Pbes2.BlockCipher("DESede", 24, 8),
            "DES-CBC", new Pbes2.BlockCipher("DES", 8, 8));

    /** @param header "AES-256-CBC,0123…": the cipher and its initialization vector in hex */
    static DekInfo of(String header, String where) {
        String[] parts = header.strip().split("\\s*,\\s*", 2);
        Pbes2.BlockCipher cipher = CIPHERS.get(parts[0]);
        if (cipher == null) {
            throw EncryptedKeys.unknownScheme(parts[0].isEmpty() ? "no DEK-Info header" : parts[0], where);
        }
        Der.require(parts.length == 2 && parts[1].matches("[0-9A-Fa-f]{" + cipher.blockBytes() * 2 + "}"));
        return new DekInfo(cipher, HexFormat.of().parseHex(parts[1]));
    }

    @Override
    public String name() {
        return "DEK-Info";
    }

    @Override
    public List<String> warnings() {
        return List.of("old, weak key derivation (DEK-Info): its passphrase can be guessed quickly;"
                + " encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc");
    }

    @Override
    public byte[] open(char[] passphrase, byte[] ciphertext) throws GeneralSecurityException {
        byte[] secret = EncryptionScheme.utf8(passphrase);
        try {
            var generator = new OpenSSLPBEParametersGenerator();
            generator.init(secret, Arrays.copyOf(iv, 8));
            byte[] key = ((KeyParameter) generator.generateDerivedMacParameters(cipher.keyBytes() * 8)).getKey();
            return EncryptionScheme.decrypt(cipher.algorithm() + "/CBC/PKCS5Padding", key, new IvParameterSpec(iv),
                    ciphertext);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
