package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrivateKeysTest {

    @ParameterizedTest
    @CsvSource({
        "pkcs8.pem, PKCS#8 PEM", "pkcs8.der, PKCS#8 DER", "pkcs1.pem, PKCS#1 PEM", "pkcs1.der, PKCS#1 DER"})
    void a_plain_key_is_read_in_each_form(String file, String format) {
        SigningKey key = TestKeys.read(file);
        assertEquals(format, key.format());
        assertFalse(key.encrypted());
        assertEquals(2048, key.bits());
        assertEquals(List.of(), key.warnings());
        assertEquals(opensslModulus(), "Modulus=" + key.publicKey().getModulus().toString(16).toUpperCase(Locale.ROOT));
    }

    @Test
    void its_fingerprint_is_the_one_that_openssl_computes() {
        String digest = Openssl.run(TestKeys.FOLDER, "dgst", "-sha256", "-c", "public.der").strip();
        String expected = digest.substring(digest.lastIndexOf(' ') + 1).toUpperCase(Locale.ROOT);
        assertEquals(expected, TestKeys.read("pkcs1.pem").spkiSha256());
    }

    static Stream<Arguments> texts() {
        String pem = TestKeys.text("pkcs8.pem");
        String certificate = TestKeys.text("certificate.pem");
        return Stream.of(
                Arguments.of("CRLF", TestKeys.latin1(pem.replace("\n", "\r\n"))),
                Arguments.of("CR", TestKeys.latin1(pem.replace("\n", "\r"))),
                Arguments.of("UTF-8 BOM", ("\uFEFF" + pem).getBytes(StandardCharsets.UTF_8)),
                Arguments.of("UTF-16LE with BOM", ("\uFEFF" + pem).getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-16BE with BOM", ("\uFEFF" + pem).getBytes(StandardCharsets.UTF_16BE)),
                Arguments.of("UTF-16LE", pem.getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-16BE", pem.getBytes(StandardCharsets.UTF_16BE)),
                Arguments.of("no last line break", TestKeys.latin1(pem.strip())),
                Arguments.of("trailing blanks", TestKeys.latin1(pem.replace("\n", " \t\n") + "\n\n  ")),
                Arguments.of("indented", TestKeys.latin1("key: |\n  " + pem.replace("\n", "\n  "))),
                Arguments.of("bag attributes", TestKeys.latin1("Bag Attributes\n    localKeyID: 01 02\nKey Attributes: "
                        + "<No Attributes>\n" + pem + "ÄÖÜ the end\n")),
                Arguments.of("certificate after it", TestKeys.latin1(pem + certificate)),
                Arguments.of("certificates before it", TestKeys.latin1(certificate + certificate + pem)),
                Arguments.of("files joined without a line break", TestKeys.latin1(certificate.strip() + pem)),
                Arguments.of("label of the other form", TestKeys.latin1(pem.replace("PRIVATE", "RSA PRIVATE"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void what_editors_and_shells_do_to_a_text_is_forgiven(String name, byte[] content) {
        assertEquals(TestKeys.read("pkcs8.der").spkiSha256(), TestKeys.read(content).spkiSha256());
    }

    @Test
    void two_keys_in_one_file_are_refused() {
        var failure = TestKeys.refusal(TestKeys.latin1(TestKeys.text("pkcs8.pem") + TestKeys.text("pkcs1.pem")));
        assertEquals("key_several", failure.code());
        assertTrue(failure.getMessage().contains("2 private keys"), failure.getMessage());
    }

    @Test
    void a_key_does_not_print_itself() {
        SigningKey key = TestKeys.read("pkcs8.pem");
        assertEquals("SigningKey[PKCS#8 PEM, 2048 bits]", key.toString());
    }

    @ParameterizedTest
    @CsvSource({"pkcs8.pem, false", "pkcs8.der, false", "pkcs1.pem, false", "pkcs1.der, false",
        "certificate.pem, false", "pbkdf2-sha256.pem, true"})
    void a_plain_key_loads_nothing_of_bouncycastle(String file, boolean expected) throws Exception {
        Process child = ChildJvm.start(List.of("-Xlog:class+load"), ReadOneKey.class,
                TestKeys.FOLDER.resolve(file).toString());
        String log = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), log);
        assertTrue(log.contains("lib.keys.KeyForms "), "the log tells of classes");
        assertEquals(expected, log.contains("org.bouncycastle."), "BouncyCastle classes loaded for " + file);
        for (String heavy : new String[] {"java.security.KeyStore ", "lib.keys.KeyStores ", "lib.pkcs11.OpenToken ",
            "sun.security.pkcs11.", "java.lang.foreign.Linker ", "lib.keys.JsonWebKey "}) {
            assertFalse(!expected && log.contains(heavy), heavy + "loaded for " + file);
        }
    }

    /** The program of that child. */
    static final class ReadOneKey {
        public static void main(String[] args) throws Exception {
            try {
                byte[] content = Files.readAllBytes(Path.of(args[0]));
                System.out.println(KeyForms.read(content, Named.of("it"), w -> TestKeys.PASSPHRASE.toCharArray())
                        .spkiSha256());
            } catch (Failure e) {
                System.out.println(e.code());
            }
        }
    }

    private static String opensslModulus() {
        return Openssl.run(TestKeys.FOLDER, "rsa", "-in", "pkcs8.pem", "-noout", "-modulus").strip();
    }
}
