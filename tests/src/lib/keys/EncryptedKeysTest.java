package lib.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Kind;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedKeysTest {

    private static final String PBES2 = "1.2.840.113549.1.5.13";
    private static final String PBKDF2 = "1.2.840.113549.1.5.12";
    private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";
    private static final String HMAC_SHA256 = "1.2.840.113549.2.9";
    private static final String AES256_CBC = "2.16.840.1.101.3.4.1.42";
    private static final String PKCS12_3DES = "1.2.840.113549.1.12.1.3";
    private static final String MD5_DES = "1.2.840.113549.1.5.3";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "pbkdf2-sha256.pem    | PKCS#8 PEM, encrypted (PBES2)       | ",
        "pbkdf2-sha1.pem      | PKCS#8 PEM, encrypted (PBES2)       | ",
        "pbkdf2-sha512.pem    | PKCS#8 PEM, encrypted (PBES2)       | ",
        "pbkdf2-des3.pem      | PKCS#8 PEM, encrypted (PBES2)       | ",
        "pbkdf2.der           | PKCS#8 DER, encrypted (PBES2)       | ",
        "scrypt.pem           | PKCS#8 PEM, encrypted (PBES2)       | ",
        "scrypt.der           | PKCS#8 DER, encrypted (PBES2)       | ",
        "sha1-3des.pem        | PKCS#8 PEM, encrypted (PKCS#12 PBE) | old, weak encryption",
        "PBE-SHA1-2DES.pem    | PKCS#8 PEM, encrypted (PKCS#12 PBE) | old, weak encryption",
        "PBE-SHA1-RC2-40.pem  | PKCS#8 PEM, encrypted (PKCS#12 PBE) | old, weak encryption",
        "PBE-SHA1-RC4-128.pem | PKCS#8 PEM, encrypted (PKCS#12 PBE) | old, weak encryption",
        "PBE-MD5-DES.pem      | PKCS#8 PEM, encrypted (PBES1)       | old, weak encryption",
        "dek-aes.pem          | PKCS#1 PEM, encrypted (DEK-Info)    | old, weak key derivation (DEK-Info)",
        "dek-3des.pem         | PKCS#1 PEM, encrypted (DEK-Info)    | old, weak key derivation (DEK-Info)",
    })
    void every_form_of_openssl_opens_with_its_passphrase(String file, String format, String warning) {
        SigningKey key = TestKeys.read(file);
        assertEquals(format, key.format());
        assertTrue(key.encrypted());
        assertEquals(TestKeys.read("pkcs8.der").spkiSha256(), key.spkiSha256());
        assertEquals(warning == null ? 0 : 1, key.warnings().size());
        assertTrue(warning == null || key.warnings().getFirst().toString().startsWith(warning),
                key.warnings().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pbkdf2-sha256.pem", "pbkdf2.der", "scrypt.pem", "sha1-3des.pem", "PBE-MD5-DES.pem",
        "PBE-SHA1-RC4-128.pem", "dek-aes.pem", "dek-3des.pem"})
    void a_wrong_passphrase_is_called_one(String file) {
        // often enough that the padding is right by chance
        for (int i = 0; i < 300; i++) {
            String wrong = "wrong" + i;
            var failure = TestKeys.refusal(() -> KeyForms.read(TestKeys.bytes(file), Named.key(Path.of("x")),
                    what -> wrong.toCharArray()));
            assertEquals("key_passphrase_wrong", failure.code());
            assertEquals(Kind.FILE, failure.kind());
            assertFalse(failure.getMessage().contains(wrong));
            if (file.equals("scrypt.pem") && i == 5) {
                break;
            }
        }
    }

    @Test
    void an_empty_passphrase_and_a_lone_surrogate_are_merely_wrong() {
        for (String file : new String[] {"pbkdf2.der", "scrypt.der", "sha1-3des.pem",
                "PBE-MD5-DES.pem", "dek-aes.pem"}) {
            for (String passphrase : new String[] {"", "\uD800", "\0"}) {
                var failure = TestKeys.refusal(() -> KeyForms.read(TestKeys.bytes(file), Named.key(Path.of("x")),
                        what -> passphrase.toCharArray()));
                assertEquals("key_passphrase_wrong", failure.code(), file);
            }
        }
    }

    @Test
    void the_passphrase_is_asked_for_by_name_and_wiped_after_use() {
        char[] secret = TestKeys.PASSPHRASE.toCharArray();
        var asked = new StringBuilder();
        KeyForms.read(TestKeys.bytes("dek-aes.pem"), Named.key(Path.of("certs/old.key")), what -> {
            asked.append(what);
            return secret;
        });
        assertEquals("private key certs/old.key", asked.toString());
        assertArrayEquals(new char[secret.length], secret);

        char[] wrong = "wrong".toCharArray();
        TestKeys.refusal(() -> KeyForms.read(TestKeys.bytes("pbkdf2.der"), Named.key(Path.of("x")), what -> wrong));
        assertArrayEquals(new char[5], wrong);
    }

    @Test
    void a_plain_key_asks_for_no_passphrase() {
        KeyForms.read(TestKeys.bytes("pkcs8.pem"), Named.key(Path.of("x")), what -> {
            throw new AssertionError("asked for the passphrase of " + what);
        });
    }

    @Test
    void without_a_passphrase_the_ways_to_give_one_are_named() {
        byte[] content = TestKeys.bytes("pbkdf2-sha256.pem");
        var failure = TestKeys.refusal(() -> KeyForms.read(content, Named.key(Path.of("x")), Passphrase.NONE));
        assertEquals("passphrase_needed", failure.code());
        assertEquals(Kind.USAGE, failure.kind());
        assertEquals("private key x is encrypted and there is no passphrase", failure.getMessage());
        assertTrue(failure.fix().toString().contains("SFJWT_KEY_PASSPHRASE"), failure.fix().toString());
        assertTrue(failure.fix().toString().contains("--passphrase-file FILE"), failure.fix().toString());
    }

    @Test
    void what_a_passphrase_source_throws_comes_through() {
        var own = Failure.usage("own", "no terminal", "none");
        assertSame(own, TestKeys.refusal(() -> KeyForms.read(TestKeys.bytes("dek-aes.pem"), Named.of("x"), what -> {
            throw own;
        })));
    }

    @Test
    void an_algorithm_that_we_do_not_know_is_named() {
        assertRefused("key_encryption_unknown", "cipher 1.2.410.200046.1.1.12", TestKeys.bytes("aria.pem"));
        assertRefused("key_encryption_unknown", "key derivation 1.2.3",
                encrypted(PBES2, algorithm("1.2.3", octets(8), integer(1)), aes()));
        assertRefused("key_encryption_unknown", "HMAC 1.2.4", encrypted(PBES2,
                algorithm(PBKDF2, octets(8), integer(1), new DERSequence(new ASN1ObjectIdentifier("1.2.4"))), aes()));
        assertRefused("key_encryption_unknown", "1.2.5", encrypted("1.2.5", octets(8), integer(1)));
        assertRefused("key_encryption_unknown", "IDEA-CBC", TestKeys.latin1(
                TestKeys.text("dek-aes.pem").replaceFirst("AES-256-CBC", "IDEA-CBC")));
        assertRefused("key_encryption_unknown", "no DEK-Info", TestKeys.latin1(
                TestKeys.text("dek-aes.pem").replaceFirst("DEK-Info", "X-Info")));
    }

    /** A form that joined the lines of a file has put the key itself behind the cipher's name. */
    @Test
    void what_is_no_name_of_a_cipher_is_not_repeated() {
        for (String name : List.of("AES-256-CBCt1Zd/8Cd28J8X", "canary", "A".repeat(70))) {
            byte[] joined = TestKeys.latin1(TestKeys.text("dek-aes.pem").replaceFirst("AES-256-CBC", name));
            assertRefused("key_encryption_unknown", "; the name of that way is damaged", joined);
        }
    }

    @Test
    void a_damaged_frame_is_called_damage_and_not_a_wrong_passphrase() {
        assertRefused("key_damaged", "damaged", TestKeys.latin1(
                TestKeys.text("dek-aes.pem").replaceFirst("(DEK-Info: AES-256-CBC,..)..", "$1")));
        byte[] der = TestKeys.bytes("pbkdf2.der");
        assertRefused("key_truncated", "cut off", Arrays.copyOf(der, der.length - 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000001", "2147483647", "2147483648", "99999999999999999999999999999999"})
    void too_many_iterations_are_refused_before_any_is_done(String iterations) {
        var many = new ASN1Integer(new BigInteger(iterations));
        for (byte[] bomb : new byte[][] {
            encrypted(PBES2, algorithm(PBKDF2, octets(8), many, prf()), aes()),
            encrypted(PBES2, algorithm(PBKDF2, octets(8), many), aes()),
            encrypted(PKCS12_3DES, octets(8), many),
            encrypted(MD5_DES, octets(8), many)}) {
            assertRefused("key_kdf_too_costly", "more than 10000000 rounds", bomb);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4194304, 8, 1, 256 MiB", "2, 2000000, 1, 256 MiB", "1073741824, 1073741824, 1, 256 MiB",
        "16384, 8, 17, parallel", "2, 1, 1073741824, parallel", "18446744073709551616, 8, 1, 256 MiB"})
    void scrypt_beyond_its_caps_is_refused_before_it_runs(BigInteger n, BigInteger r, BigInteger p, String says) {
        assertRefused("key_kdf_too_costly", says, encrypted(PBES2,
                algorithm(SCRYPT, octets(8), new ASN1Integer(n), new ASN1Integer(r), new ASN1Integer(p)), aes()));
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 1", "1, 8, 1", "3, 8, 1", "-16, 8, 1", "65536, 1, 1", "16, 0, 1", "16, 8, 0", "16, -8, 1"})
    void scrypt_that_is_none_is_called_damage(long n, long r, long p) {
        assertRefused("key_damaged", "damaged", encrypted(PBES2,
                algorithm(SCRYPT, octets(8), integer(n), integer(r), integer(p)), aes()));
    }

    @Test
    void a_key_length_that_is_not_the_ciphers_is_damage_and_no_bomb() {
        assertRefused("key_damaged", "damaged", encrypted(PBES2,
                algorithm(PBKDF2, octets(8), integer(1), integer(Integer.MAX_VALUE), prf()), aes()));
        assertRefused("key_damaged", "damaged", encrypted(PBES2,
                algorithm(PBKDF2, octets(8), integer(0), prf()), aes()));
    }

    private static void assertRefused(String code, String says, byte[] content) {
        var failure = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> TestKeys.refusal(
                () -> KeyForms.read(content, Named.key(Path.of("x")), what -> {
                    throw new AssertionError("asked for a passphrase that cannot help");
                })));
        assertEquals(code, failure.code(), failure.getMessage());
        assertTrue(failure.getMessage().contains(says), failure.getMessage());
    }

    private static byte[] encrypted(String oid, ASN1Encodable... parameters) {
        try {
            return new DERSequence(new ASN1Encodable[] {algorithm(oid, parameters), octets(1280)}).getEncoded("DER");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ASN1Encodable algorithm(String oid, ASN1Encodable... parameters) {
        return new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier(oid), new DERSequence(parameters)});
    }

    private static ASN1Encodable aes() {
        return new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier(AES256_CBC), octets(16)});
    }

    private static ASN1Encodable prf() {
        return new DERSequence(new ASN1ObjectIdentifier(HMAC_SHA256));
    }

    private static ASN1Encodable octets(int length) {
        return new DEROctetString(new byte[length]);
    }

    private static ASN1Encodable integer(long value) {
        return new ASN1Integer(value);
    }
}
