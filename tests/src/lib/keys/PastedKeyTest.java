package lib.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import lib.failure.Warning;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedKeyTest {

    static Stream<Arguments> values() {
        return Stream.of("pkcs8.pem", "pkcs1.pem", "dek-aes.pem", "pbkdf2-sha256.pem").flatMap(file -> {
            String pem = TestKeys.text(file);
            String oneLine = pem.strip().replace("\n", "\\n");
            return Stream.of(
                    Arguments.of(file + " as it is", pem),
                    Arguments.of(file + " with \\n written out", oneLine),
                    Arguments.of(file + " with \\r\\n written out", pem.replace("\n", "\\r\\n")),
                    Arguments.of(file + " with \\\\n, escaped twice", pem.replace("\n", "\\\\n")),
                    Arguments.of(file + " in double quotes", '"' + oneLine + '"'),
                    Arguments.of(file + " in single quotes, with line breaks", "'" + pem + "'\n"),
                    Arguments.of(file + " with blanks for line breaks", pem.replace('\n', ' ')),
                    Arguments.of(file + " with a BOM", "\uFEFF" + pem),
                    Arguments.of(file + " percent-encoded", URLEncoder.encode(pem, StandardCharsets.UTF_8)),
                    Arguments.of(file + " percent-encoded with %20",
                            URLEncoder.encode(pem, StandardCharsets.UTF_8).replace("+", "%20").replace("%2B", "+")),
                    Arguments.of(file + " in hex digits", HexFormat.of().formatHex(TestKeys.latin1(pem))),
                    Arguments.of(file + " in base64", base64(pem)),
                    Arguments.of(file + " in wrapped base64", wrapped(pem)),
                    Arguments.of(file + " in base64 with blanks", wrapped(pem).replace("\r\n", " ")),
                    Arguments.of(file + " in base64 with \\n written out", wrapped(pem).replace("\r\n", "\\n")),
                    Arguments.of(file + " in base64url without padding",
                            Base64.getUrlEncoder().withoutPadding().encodeToString(TestKeys.latin1(pem))),
                    Arguments.of(file + " with CRLF, in base64", base64(pem.replace("\n", "\r\n"))),
                    Arguments.of(file + " in base64 of base64", base64(wrapped(pem))));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void what_ci_systems_do_to_a_key_is_undone(String name, String value) {
        assertEquals(TestKeys.read("pkcs8.der").spkiSha256(), TestKeys.read(repaired(value)).spkiSha256());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void what_was_undone_is_said_unless_nothing_was(String name, String value) {
        var warnings = TestKeys.read(value.getBytes(StandardCharsets.UTF_8)).warnings().stream()
                .map(Warning::toString).filter(warning -> warning.contains("was repaired")).toList();
        boolean asItIs = name.endsWith("as it is") || name.endsWith("BOM");
        assertEquals(asItIs ? 0 : 1, warnings.size(), warnings.toString());
        for (String[] trace : new String[][] {{"\\n", "\\n written out"}, {"quotes", "quotes taken off"},
            {"base64", "base64 decoded"}, {"blanks for", "where blanks"}, {"CRLF", "Windows line ends"},
            {"percent", "percent-encoding undone"}}) {
            assertTrue(!name.contains(trace[0]) || warnings.getFirst().contains(trace[1]), warnings.toString());
        }
    }

    @Test
    void a_file_in_utf_16_is_read_and_said_to_be_one() {
        byte[] file = ("\uFEFF" + TestKeys.text("pkcs8.pem")).getBytes(StandardCharsets.UTF_16LE);
        assertTrue(PastedKey.repair(file).repairs().contains("UTF-16 read"));
        assertEquals(List.of(), PastedKey.repair(TestKeys.bytes("pkcs8.pem")).repairs());
    }

    @Test
    void files_are_repaired_too_and_key_stores_left_alone() {
        String pem = TestKeys.text("pkcs8.pem");
        byte[] bent = TestKeys.latin1(base64(pem.replace("\n", "\r\n")));
        var key = KeyForms.read(bent, Named.key(Path.of("x")), Passphrase.NONE);
        assertEquals(List.of("private key x was repaired: base64 decoded, Windows line ends (CR LF) taken for line"
                + " breaks; other programs may not read it like that"),
                key.warnings().stream().map(Warning::toString).toList());
        assertEquals(List.of(), TestKeys.read("store.p12").warnings());
        assertEquals(List.of(), TestKeys.read(TestKeys.latin1("C:\\new\\key\n" + pem)).warnings().stream()
                .filter(warning -> !warning.toString().contains("written out")).toList());
    }

    @Test
    void a_pem_without_any_line_break_is_read() {
        String pem = TestKeys.text("pkcs8.pem").replace("\n", "");
        assertEquals(2048, TestKeys.read(repaired(pem)).bits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u00A0", "\u2060", "\uFEFF", "\u00AD", "\u3000", "\u202F", "\u200E"})
    void what_a_web_page_puts_between_and_nobody_sees_is_left_out(String unseen) {
        String pem = TestKeys.text("pkcs8.pem");
        for (String bent : List.of(unseen + pem, pem.replace("\n", unseen + "\n"),
                pem.replace("MII", "M" + unseen + "II"),
                pem.replace("BEGIN ", "BEGIN" + (unseen.matches("\\p{Zs}") ? unseen : " " + unseen)))) {
            assertEquals(2048, TestKeys.read(repaired(bent)).bits(), bent);
            assertEquals(2048, TestKeys.read(("\uFEFF" + bent).getBytes(StandardCharsets.UTF_16LE)).bits(), bent);
        }
    }

    @Test
    void hex_digits_of_der_become_der() {
        byte[] der = TestKeys.bytes("pkcs8.der");
        assertArrayEquals(der, repaired(HexFormat.of().formatHex(der)));
        assertArrayEquals(der, repaired(HexFormat.of().withUpperCase().formatHex(der).replaceAll("(.{60})", "$1\n")));
    }

    @Test
    void base64_of_der_becomes_der() {
        for (String file : new String[] {"pkcs8.der", "pkcs1.der", "pbkdf2.der", "store.p12", "certificate.der"}) {
            byte[] der = TestKeys.bytes(file);
            assertArrayEquals(der, repaired(Base64.getEncoder().encodeToString(der)), file);
        }
    }

    @Test
    void the_body_of_a_pem_alone_is_base64_of_der() {
        String body = TestKeys.text("pkcs8.pem").lines().filter(line -> !line.startsWith("-"))
                .reduce("", String::concat);
        assertEquals("PKCS#8 DER", TestKeys.read(repaired(body)).format());
    }

    @Test
    void anything_else_is_called_by_its_name() {
        assertCode("key_is_empty", "  ");
        assertCode("key_is_empty", "''");
        assertCode("key_is_path", "./certs/server.key");
        assertCode("key_is_masked", "'***'");
        assertCode("key_is_age_identity", "# created: 2026-01-01\n# public key: age1ql3\nAGE-SECRET-KEY-1QQPZ3Y8\n");
        assertCode("key_is_unrecognized", "hello");
        assertCode("key_is_base64", "abcd".repeat(100));
        assertCode("key_is_certificate", base64(TestKeys.text("certificate.pem")));
        assertCode("key_truncated", Base64.getEncoder().encodeToString(TestKeys.bytes("pkcs8.der")).substring(0, 400));
        assertCode("pem_truncated", base64(TestKeys.text("pkcs8.pem")).substring(0, 400));
        var path = TestKeys.refusal(() -> KeyForms.read(repaired("./certs/server.key"),
                Named.of("SFJWT_PRIVATE_KEY"),
                Passphrase.NONE));
        assertTrue(path.fix().toString().contains("SFJWT_PRIVATE_KEY_FILE"), path.fix().toString());
    }

    @Test
    void a_long_value_of_nothing_costs_no_time() {
        for (String unit : new String[] {"\\", "\\r", "\"", "Proc-Type: 4,ENCRYPTED ", "-----BEGIN ", "A", " "}) {
            Assertions.assertTimeout(Duration.ofSeconds(30),
                    () -> repaired(unit.repeat(130_000 / unit.length())));
        }
    }

    private static byte[] repaired(String value) {
        return PastedKey.repair(value.getBytes(StandardCharsets.UTF_8)).content();
    }

    private static void assertCode(String code, String value) {
        assertEquals(code, TestKeys.refusal(repaired(value)).code());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String wrapped(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
