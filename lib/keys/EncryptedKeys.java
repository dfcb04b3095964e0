package lib.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import lib.failure.Failure;
import lib.failure.Warning;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.operator.DefaultSecretKeySizeProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * Opens encrypted private keys: PKCS#8 (PBES2 and the older schemes) and the DEK-Info PEM of early OpenSSL.
 *
 * <p>What a file asks for is looked at before anybody is asked for a passphrase: whether it can be opened at all, and
 * at what cost ({@link KdfCost}). Java opens what openssl writes today; BouncyCastle opens the rest, and takes some
 * 200 ms more to start.
 */
final class EncryptedKeys {

    private static final List<ASN1ObjectIdentifier> DES = List.of(PKCSObjectIdentifiers.des_EDE3_CBC,
            OIWObjectIdentifiers.desCBC);
    private static final Pattern SCHEME = Pattern.compile("no DEK-Info header|([A-Za-z ]{1,20} )?[A-Z0-9.-]{1,60}");
    private static final String WITH_AES = "openssl pkcs8 -topk8 -v2 aes-256-cbc";

    /** A decrypted key in DER; {@code scheme} is for people. */
    record Opened(byte[] der, String scheme, List<Warning> warnings) {
    }

    /** Made where it is needed: that is the 200 ms. */
    private static final class BouncyCastle {
        private static final Provider PROVIDER = new BouncyCastleProvider();
    }

    @FunctionalInterface
    private interface Opening {
        byte[] open(char[] passphrase) throws IOException, GeneralSecurityException, PKCSException;
    }

    /** An EncryptedPrivateKeyInfo (RFC 5958 3). */
    static Opened open(byte[] pkcs8, Named where, Passphrase passphrase) {
        var info = Der.parsed(() -> new PKCS8EncryptedPrivateKeyInfo(Der.of(pkcs8).whole()));
        String scheme = Der.parsed(() -> scheme(info.getEncryptionAlgorithm(), where));
        KdfCost.check(Der.parsed(() -> KdfCost.rounds(info.getEncryptionAlgorithm(), where)), where);
        byte[] plain = open(where, passphrase, secret -> {
            Optional<Cipher> java = javaCipher(info, secret);
            return java.isPresent() ? java.get().doFinal(info.getEncryptedData())
                    : info.decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                            .setProvider(BouncyCastle.PROVIDER)
                            .build(scheme.equals("PBES1") ? bytewise(secret) : secret)).getEncoded();
        });
        return new Opened(plain, scheme, scheme.equals("PBES2") ? List.of()
                : List.of(Warning.of("key_encryption_weak", "old, weak encryption (" + scheme + "); encrypt it again: "
                        + WITH_AES)));
    }

    /** A PEM block whose headers say how it is encrypted (RFC 1421 4.6.1.3): "AES-256-CBC,0123…". */
    static Opened open(Pem.Block block, Named where, Passphrase passphrase) {
        String[] parts = block.headers().getOrDefault("DEK-Info", "").strip().split("\\s*,\\s*", 2);
        if (!parts[0].matches("AES-(128|192|256)-CBC|DES-(EDE3-)?CBC")) {
            throw unknownScheme(parts[0].isEmpty() ? "no DEK-Info header" : parts[0], where);
        }
        Der.require(parts.length == 2 && parts[1].matches("[0-9A-Fa-f]{" + (parts[0].startsWith("A") ? 32 : 16) + "}"));
        byte[] iv = HexFormat.of().parseHex(parts[1]);
        byte[] plain = open(where, passphrase, secret ->
                new BcPEMDecryptorProvider(bytewise(secret)).get(parts[0]).decrypt(block.bytes(), iv));
        return new Opened(plain, "DEK-Info", List.of(Warning.of("key_encryption_weak",
                "old, weak key derivation (DEK-Info): its passphrase can be guessed quickly; encrypt it again: "
                        + WITH_AES)));
    }

    static Failure wrongPassphrase(Named where) {
        return Failure.file("key_passphrase_wrong", "the passphrase does not open " + where,
                "check the passphrase and the blanks around it; if it is right, the file is damaged");
    }

    /** To be wiped after use. */
    static byte[] utf8(char[] passphrase) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /** For where BouncyCastle makes a byte of each character, and openssl hashes the bytes of UTF-8. */
    private static char[] bytewise(char[] passphrase) {
        return new String(utf8(passphrase), StandardCharsets.ISO_8859_1).toCharArray();
    }

    private static byte[] open(Named where, Passphrase passphrase, Opening opening) {
        char[] secret = passphrase.forKey(where.name());
        try {
            byte[] plain = opening.open(secret);
            // a wrong passphrase passes the padding check once in 256 times, and then leaves noise
            Der.of(plain).members();
            return plain;
        } catch (OutOfMemoryError e) {
            throw KdfCost.tooCostly(where, "more memory than Java has here");
        } catch (IllegalBlockSizeException e) {
            throw NotAKey.damaged(false, where);
        } catch (IOException | GeneralSecurityException | PKCSException | RuntimeException e) {
            throw wrongPassphrase(where);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    /** Empty for what Java lacks: scrypt, AES-192, and passphrases that are not ASCII. */
    private static Optional<Cipher> javaCipher(PKCS8EncryptedPrivateKeyInfo pkcs8, char[] passphrase) {
        if (CharBuffer.wrap(passphrase).chars().anyMatch(c -> c < ' ' || c > '~')) {
            return Optional.empty();
        }
        try {
            var info = new EncryptedPrivateKeyInfo(pkcs8.getEncoded());
            SecretKey key = SecretKeyFactory.getInstance(info.getAlgName()).generateSecret(new PBEKeySpec(passphrase));
            Cipher cipher = Cipher.getInstance(info.getAlgName());
            cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
            return Optional.of(cipher);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Its name for people, once it is known that every part of it can be opened. */
    private static String scheme(AlgorithmIdentifier encryption, Named where) {
        String oid = encryption.getAlgorithm().getId();
        if (oid.matches("1\\.2\\.840\\.113549\\.1\\.12\\.1\\.[1-6]")) {
            return "PKCS#12 PBE";
        }
        if (encryption.getAlgorithm().equals(PKCSObjectIdentifiers.pbeWithMD5AndDES_CBC)
                || encryption.getAlgorithm().equals(PKCSObjectIdentifiers.pbeWithSHA1AndDES_CBC)) {
            return "PBES1";
        }
        if (!encryption.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            throw unknownScheme(oid, where);
        }
        var parameters = PBES2Parameters.getInstance(encryption.getParameters());
        KeyDerivationFunc kdf = parameters.getKeyDerivationFunc();
        if (kdf.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            requireKnownHmac(PBKDF2Params.getInstance(kdf.getParameters()).getPrf().getAlgorithm().getId(), where);
        } else if (!kdf.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
            throw unknownScheme("key derivation " + kdf.getAlgorithm(), where);
        }
        var cipher = parameters.getEncryptionScheme().getAlgorithm();
        int bits = DefaultSecretKeySizeProvider.INSTANCE.getKeySize(cipher);
        if (bits <= 0) {
            throw unknownScheme("cipher " + cipher, where);
        }
        KdfCost.requireKeyLength(kdf, bits / 8);
        Der.require(ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters()).getOctetsLength()
                == (DES.contains(cipher) ? 8 : 16));
        return "PBES2";
    }

    /** HMAC with SHA-1 and the SHA-2 family (RFC 8018 B.1.2). */
    private static void requireKnownHmac(String oid, Named where) {
        if (!oid.matches("1\\.2\\.840\\.113549\\.2\\.([7-9]|1[0-3])")) {
            throw unknownScheme("HMAC " + oid, where);
        }
    }

    /** What does not read as a name is not repeated: in a mangled file, the key itself may follow it. */
    private static Failure unknownScheme(String name, Named where) {
        return Failure.file("key_encryption_unknown",
                where + " is encrypted in a way that sfjwt does not know" + (SCHEME.matcher(name).matches()
                        ? ": " + name : "; the name of that way is damaged"),
                "encrypt it again: " + WITH_AES + " -in FILE -out server.key");
    }
}
