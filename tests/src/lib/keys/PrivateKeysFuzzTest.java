package lib.keys;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, there is a key or a Failure, and soon. */
class PrivateKeysFuzzTest {

    private static final long SOON_NANOS = 60_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"pkcs8.pem", "pkcs8.der", "pkcs1.pem", "pkcs1.der", "pbkdf2.der", "scrypt.der",
        "dek-aes.pem", "ec-encrypted.pem", "certificate.der", "csr.der", "public.der", "store.p12", "ed25519.der"})
    void a_file_cut_off_anywhere_is_a_failure(String file) {
        byte[] whole = TestKeys.bytes(file);
        int end = new String(whole, 0, whole.length, StandardCharsets.ISO_8859_1).stripTrailing().length();
        for (int length = 0; length < end; length++) {
            SigningKey key = readOrRefuse(Arrays.copyOf(whole, length), file + " cut to " + length);
            assertTrue(key == null || length >= end - 1, file + " cut to " + length + " is a key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs8.pem", "pkcs8.der", "pkcs1.pem", "pkcs1.der", "pbkdf2.der", "scrypt.der",
        "dek-aes.pem", "certificate.der", "csr.der", "store.p12", "ec-pkcs8.pem", "ed25519.der"})
    void a_file_with_any_byte_changed_is_a_key_or_a_failure(String file) {
        byte[] whole = TestKeys.bytes(file);
        for (int at = 0; at < whole.length; at++) {
            for (int change : new int[] {0x01, 0x20, 0x80, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) change;
                readOrRefuse(changed, file + " with byte " + at + " changed by " + change);
            }
        }
    }

    @Test
    void a_changed_number_is_never_taken_for_a_key() {
        byte[] whole = TestKeys.bytes("pkcs1.der");
        byte[] modulus = TestKeys.read("pkcs1.der").numbers().orElseThrow().getModulus().toByteArray();
        // behind the outer header and version: every byte from there on is a number or its length
        for (int at = 7; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x04;
            SigningKey key = readOrRefuse(changed, "byte " + at);
            assertFalse(key != null && Arrays.equals(modulus, key.publicKey().getModulus().toByteArray()),
                    "byte " + at);
        }
    }

    @Test
    void noise_is_a_failure() {
        var random = new Random(20261124);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            if (i % 2 == 0 && noise.length > 3) {
                noise[0] = 0x30;
                noise[1] = (byte) 0x82;
                noise[2] = (byte) (noise.length - 4 >> 8);
                noise[3] = (byte) (noise.length - 4);
            }
            readOrRefuse(noise, "noise " + i);
            byte[] framed = TestKeys.latin1(Pem.write("PRIVATE KEY", noise));
            readOrRefuse(framed, "framed noise " + i);
            readCertificateOrRefuse(noise, "noise " + i);
        }
    }

    @Test
    void a_megabyte_of_anything_is_answered_soon() {
        for (byte[] unit : new byte[][] {{0x30, (byte) 0x80}, {0x30, 0}, {'-'}, {'\n'}, {'A'}, {' '}, {':', '\n'},
            {'{'},
            TestKeys.latin1("-----BEGIN "), TestKeys.latin1("-----BEGIN X-----\n-----END X-----\n"), {0}, {'\\', 'n'},
            TestKeys.latin1("Proc-Type: 4,ENCRYPTED\n"), {'"'}, {'\\'}, TestKeys.latin1("a: b\n ")}) {
            byte[] much = new byte[PrivateKeys.LARGEST];
            for (int i = 0; i < much.length; i++) {
                much[i] = unit[i % unit.length];
            }
            String name = "a megabyte of " + Arrays.toString(unit);
            readOrRefuse(much, name);
            readCertificateOrRefuse(much, name);
        }
        byte[] wide = new byte[PrivateKeys.LARGEST];
        wide[0] = 0x30;
        wide[1] = (byte) 0x83;
        wide[2] = 0x0F;
        wide[3] = (byte) 0xFF;
        wide[4] = (byte) 0xFB;
        readOrRefuse(wide, "a sequence of half a million members");
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate.pem", "certificate.der"})
    void a_changed_certificate_is_a_certificate_or_a_failure(String file) {
        byte[] whole = TestKeys.bytes(file);
        for (int at = 0; at < whole.length; at++) {
            readCertificateOrRefuse(Arrays.copyOf(whole, at), file + " cut to " + at);
            for (int change : new int[] {0x01, 0x80, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) change;
                readCertificateOrRefuse(changed, file + " with byte " + at + " changed by " + change);
            }
        }
    }

    /** @return null for a refusal */
    private static SigningKey readOrRefuse(byte[] content, String name) {
        return soon(name, () -> {
            SigningKey key = TestKeys.read(content);
            key.spkiSha256();
            return key;
        });
    }

    private static void readCertificateOrRefuse(byte[] content, String name) {
        soon(name, () -> {
            var certificate = Certificates.read(content, Named.certificate(Path.of("x"))).certificate();
            Certificates.fingerprint(certificate);
            Certificates.spkiSha256(certificate);
            return Certificates.subject(certificate);
        });
    }

    private static <T> T soon(String name, Supplier<T> reading) {
        long start = System.nanoTime();
        try {
            return reading.get();
        } catch (Failure e) {
            assertTrue(e.code().matches("[a-z0-9_]+") && !e.fix().toString().isBlank(), e.code());
            return null;
        } catch (RuntimeException | Error e) {
            return fail(name + ": " + e, e);
        } finally {
            assertTrue(System.nanoTime() - start < SOON_NANOS, name + " took long");
        }
    }
}
