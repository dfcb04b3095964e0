package lib.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.spec.IvParameterSpec;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.util.DigestFactory;

/**
 * PBES2 (RFC 8018 6.2), what OpenSSL writes today: PBKDF2 or scrypt, then a block cipher in CBC mode.
 */
record Pbes2(Kdf kdf, BlockCipher cipher, byte[] iv) implements EncryptionScheme {

    private static final String PBKDF2 = "1.2.840.113549.1.5.12";
    private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";
    private static final String HMAC_SHA1 = "1.2.840.113549.2.7";

    private static final Map<String, BlockCipher> CIPHERS = Map.of(
            "2.16.840.1.101.3.4.1.2", new BlockCipher("AES", 16, 16),
            "2.16.840.1.101.3.4.1.22", new BlockCipher("AES", 24, 16),
            "2.16.840.1.101.3.4.1.42", new BlockCipher("AES", 32, 16),
            "1.2.840.113549.3.7", new BlockCipher("DESede", 24, 8),
            "1.3.14.3.2.7", new BlockCipher("DES", 8, 8));

    private static final Map<String, Supplier<Digest>> HMACS = Map.ofEntries(
            Map.entry("1.2.840.113549.2.6", DigestFactory::createMD5),
            Map.entry(HMAC_SHA1, DigestFactory::createSHA1),
            Map.entry("1.2.840.113549.2.8", DigestFactory::createSHA224),
            Map.entry("1.2.840.113549.2.9", DigestFactory::createSHA256),
            Map.entry("1.2.840.113549.2.10", DigestFactory::createSHA384),
            Map.entry("1.2.840.113549.2.11", DigestFactory::createSHA512),
            Map.entry("1.2.840.113549.2.12", DigestFactory::createSHA512_224),
            Map.entry("1.2.840.113549.2.13", DigestFactory::createSHA512_256),
            Map.entry("2.16.840.1.101.3.4.2.13", DigestFactory::createSHA3_224),
            Map.entry("2.16.840.1.101.3.4.2.14", DigestFactory::createSHA3_256),
            Map.entry("2.16.840.1.101.3.4.2.15", DigestFactory::createSHA3_384),
            Map.entry("2.16.840.1.101.3.4.2.16", DigestFactory::createSHA3_512),
            Map.entry("1.2.156.10197.1.401.3.1", SM3Digest::new));

    record BlockCipher(String algorithm, int keyBytes, int blockBytes) {
    }

    @FunctionalInterface
    interface Kdf {
        byte[] key(byte[] passphrase, int bytes);
    }

    static Pbes2 of(Der parameters, String where) {
        Der kdf = parameters.member(0);
        Der encryption = parameters.member(1);
        String cipherOid = encryption.member(0).oid();
        BlockCipher cipher = CIPHERS.get(cipherOid);
        if (cipher == null) {
            throw EncryptedKeys.unknownScheme("cipher " + cipherOid, where);
        }
        byte[] iv = encryption.member(1).octets();
        Der.require(iv.length == cipher.blockBytes);
        String kdfOid = kdf.member(0).oid();
        return new Pbes2(switch (kdfOid) {
            case PBKDF2 -> pbkdf2(kdf.member(1).members(), cipher, where);
            case SCRYPT -> scrypt(kdf.member(1).members(), cipher, where);
            default -> throw EncryptedKeys.unknownScheme("key derivation " + kdfOid, where);
        }, cipher, iv);
    }

    @Override
    public String name() {
        return "PBES2";
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public byte[] open(char[] passphrase, byte[] ciphertext) throws GeneralSecurityException {
        byte[] secret = EncryptionScheme.utf8(passphrase);
        byte[] key = kdf.key(secret, cipher.keyBytes);
        try {
            return EncryptionScheme.decrypt(cipher.algorithm + "/CBC/PKCS5Padding", key, new IvParameterSpec(iv),
                    ciphertext);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    /** (salt, iterations, key length OPTIONAL, HMAC DEFAULT SHA-1) */
    private static Kdf pbkdf2(List<Der> parameters, BlockCipher cipher, String where) {
        Der.require(parameters.size() >= 2);
        byte[] salt = parameters.get(0).octets();
        int iterations = KdfCost.iterations(parameters.get(1).integer(), where);
        String hmac = HMAC_SHA1;
        for (Der parameter : parameters.subList(2, parameters.size())) {
            if (parameter.tag() == Der.INTEGER) {
                requireKeyLength(parameter, cipher);
            } else {
                hmac = parameter.member(0).oid();
            }
        }
        Supplier<Digest> digest = HMACS.get(hmac);
        if (digest == null) {
            throw EncryptedKeys.unknownScheme("HMAC " + hmac, where);
        }
        return (passphrase, bytes) -> {
            var generator = new PKCS5S2ParametersGenerator(digest.get());
            generator.init(passphrase, salt, iterations);
            return ((KeyParameter) generator.generateDerivedMacParameters(bytes * 8)).getKey();
        };
    }

    /** (salt, N, r, p, key length OPTIONAL) */
    private static Kdf scrypt(List<Der> parameters, BlockCipher cipher, String where) {
        Der.require(parameters.size() >= 4);
        byte[] salt = parameters.get(0).octets();
        BigInteger n = parameters.get(1).integer();
        BigInteger r = parameters.get(2).integer();
        BigInteger p = parameters.get(3).integer();
        KdfCost.scrypt(n, r, p, where);
        // RFC 7914 2: N is below 2^(128 r / 8)
        Der.require(r.compareTo(BigInteger.ONE) > 0 || n.bitLength() <= 16);
        if (parameters.size() > 4) {
            requireKeyLength(parameters.get(4), cipher);
        }
        return (passphrase, bytes) -> {
            try {
                return SCrypt.generate(passphrase, salt, n.intValue(), r.intValue(), p.intValue(), bytes);
            } catch (OutOfMemoryError e) {
                throw KdfCost.tooCostly(where, "more memory than Java has here");
            }
        };
    }

    private static void requireKeyLength(Der length, BlockCipher cipher) {
        Der.require(length.integer().equals(BigInteger.valueOf(cipher.keyBytes)));
    }
}
