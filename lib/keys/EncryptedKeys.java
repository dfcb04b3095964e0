package lib.keys;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.IllegalBlockSizeException;
import lib.failure.Failure;

/**
 * Opens encrypted private keys: PKCS#8 (PBES2 and the older schemes) and the DEK-Info PEM of early OpenSSL.
 */
final class EncryptedKeys {

    private static final String PBES2 = "1.2.840.113549.1.5.13";

    private EncryptedKeys() {
    }

    /** A decrypted key in DER; {@code scheme} is for people. */
    record Opened(byte[] der, String scheme, List<String> warnings) {
    }

    /** An EncryptedPrivateKeyInfo (RFC 5958 3). */
    static Opened open(Der pkcs8, String where, Passphrase passphrase) {
        Der algorithm = pkcs8.member(0);
        byte[] ciphertext = pkcs8.member(1).octets();
        String oid = algorithm.member(0).oid();
        EncryptionScheme scheme = oid.equals(PBES2)
                ? Pbes2.of(algorithm.member(1), where)
                : Pbes1.of(oid, algorithm.member(1), where);
        return open(scheme, ciphertext, where, passphrase);
    }

    /** A PEM block whose headers say how it is encrypted (RFC 1421 4.6.1.3). */
    static Opened open(Pem.Block block, String where, Passphrase passphrase) {
        var scheme = DekInfo.of(block.headers().getOrDefault("DEK-Info", ""), where);
        return open(scheme, block.bytes(), where, passphrase);
    }

    static Failure unknownScheme(String name, String where) {
        return Failure.file("key_encryption_unknown",
                where + " is encrypted in a way that sfjwt does not know: " + name,
                "encrypt it again: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out server.key");
    }

    static Failure wrongPassphrase(String where) {
        return Failure.file("key_passphrase_wrong", "the passphrase does not open " + where,
                "check the passphrase and the blanks around it; if it is right, the file is damaged");
    }

    private static Opened open(EncryptionScheme scheme, byte[] ciphertext, String where, Passphrase passphrase) {
        char[] secret = passphrase.forKey(where);
        if (secret == null) {
            throw Passphrase.needed(where);
        }
        try {
            byte[] plain = scheme.open(secret, ciphertext);
            // a wrong passphrase passes the padding check once in 256 times, and then leaves noise
            Der.of(plain).members();
            return new Opened(plain, scheme.name(), scheme.warnings());
        } catch (IllegalBlockSizeException e) {
            throw NotAKey.damaged(false, where);
        } catch (GeneralSecurityException | Der.Malformed e) {
            throw wrongPassphrase(where);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }
}
