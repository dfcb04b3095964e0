package lib.keys;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S1ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.util.DigestFactory;

/**
 * The schemes before PBES2: PBES1 (RFC 8018 6.1) and those of PKCS#12 (RFC 7292 C), kept for keys made long ago.
 */
record Pbes1(Suite suite, byte[] salt, int iterations) implements EncryptionScheme {

    private static final Map<String, Suite> SUITES = Map.ofEntries(
            Map.entry("1.2.840.113549.1.5.3", new Suite(false, DigestFactory::createMD5, "DES", 64)),
            Map.entry("1.2.840.113549.1.5.6", new Suite(false, DigestFactory::createMD5, "RC2", 64)),
            Map.entry("1.2.840.113549.1.5.10", new Suite(false, DigestFactory::createSHA1, "DES", 64)),
            Map.entry("1.2.840.113549.1.5.11", new Suite(false, DigestFactory::createSHA1, "RC2", 64)),
            Map.entry("1.2.840.113549.1.12.1.1", new Suite(true, DigestFactory::createSHA1, "RC4", 128)),
            Map.entry("1.2.840.113549.1.12.1.2", new Suite(true, DigestFactory::createSHA1, "RC4", 40)),
            Map.entry("1.2.840.113549.1.12.1.3", new Suite(true, DigestFactory::createSHA1, "DESede", 192)),
            Map.entry("1.2.840.113549.1.12.1.4", new Suite(true, DigestFactory::createSHA1, "DESede", 128)),
            Map.entry("1.2.840.113549.1.12.1.5", new Suite(true, DigestFactory::createSHA1, "RC2", 128)),
            Map.entry("1.2.840.113549.1.12.1.6", new Suite(true, DigestFactory::createSHA1, "RC2", 40)));

    record Suite(boolean pkcs12, Supplier<Digest> digest, String cipher, int keyBits) {

        AlgorithmParameterSpec parameters(byte[] iv) {
            return cipher.equals("RC2") ? new RC2ParameterSpec(keyBits, iv) : new IvParameterSpec(iv);
        }

        /** Triple DES with two keys uses the first one twice; Java wants it written out. */
        byte[] forCipher(byte[] key) {
            if (!cipher.equals("DESede") || key.length == 24) {
                return key;
            }
            byte[] three = Arrays.copyOf(key, 24);
            System.arraycopy(key, 0, three, 16, 8);
            return three;
        }
    }

    /** @param parameters (salt, iterations) */
    static Pbes1 of(String oid, Der parameters, String where) {
        Suite suite = SUITES.get(oid);
        if (suite == null) {
            throw EncryptedKeys.unknownScheme(oid, where);
        }
        return new Pbes1(suite, parameters.member(0).octets(),
                KdfCost.iterations(parameters.member(1).integer(), where));
    }

    @Override
    public String name() {
        return suite.pkcs12 ? "PKCS#12 PBE" : "PBES1";
    }

    @Override
    public List<String> warnings() {
        return List.of("old, weak encryption (" + name() + " with " + suite.cipher
                + "); encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc");
    }

    @Override
    public byte[] open(char[] passphrase, byte[] ciphertext) throws GeneralSecurityException {
        byte[] secret = suite.pkcs12
                ? PBEParametersGenerator.PKCS12PasswordToBytes(passphrase)
                : EncryptionScheme.utf8(passphrase);
        PBEParametersGenerator generator = suite.pkcs12
                ? new PKCS12ParametersGenerator(suite.digest.get())
                : new PKCS5S1ParametersGenerator(suite.digest.get());
        generator.init(secret, salt, iterations);
        try {
            if (suite.cipher.equals("RC4")) {
                byte[] key = ((KeyParameter) generator.generateDerivedParameters(suite.keyBits)).getKey();
                return EncryptionScheme.decrypt("RC4", key, null, ciphertext);
            }
            var derived = (ParametersWithIV) generator.generateDerivedParameters(suite.keyBits, 64);
            byte[] key = ((KeyParameter) derived.getParameters()).getKey();
            return EncryptionScheme.decrypt(suite.cipher + "/CBC/PKCS5Padding", suite.forCipher(key),
                    suite.parameters(derived.getIV()), ciphertext);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
