package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyKeyTest {

    private static final Instant MADE = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant EXPIRES = MADE.minusSeconds(60).plus(Duration.ofDays(365));

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make_a_key_and_its_certificate() throws Exception {
        var subject = new Subject("US", "", "", "Acme, \"Inc\"", "", "me", "admin@example.com");
        new GenerateCerts(Clock.fixed(MADE, ZoneOffset.UTC)).run(
                new GenerateCerts.Request(folder, subject, 365, 2048, false, false), CertsProgress.NONE);
    }

    @Test
    void a_good_key_is_told_with_all_its_facts() {
        var result = at(MADE).run(request("server.key", null));
        assertEquals("PKCS#8 PEM", result.format());
        assertEquals(2048, result.bits());
        assertEquals(65537, result.exponent().intValue());
        assertFalse(result.encrypted());
        assertEquals(List.of(), result.warnings());
        assertNull(result.certificate());
        JsonObject json = result.json();
        assertTrue(json.getBoolean("valid"));
        assertEquals(List.of("valid", "path", "format", "encrypted", "bits", "exponent", "publicKeySha256", "warnings",
                "warningCodes"), List.copyOf(json.keySet()));
        assertEquals(folder.resolve("server.key").toString(), json.getString("path"));
        assertTrue(json.getString("publicKeySha256").matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
    }

    @Test
    void its_certificate_is_told_too() {
        var result = at(MADE.plus(Duration.ofDays(100))).run(request("server.key", "server.crt"));
        var certificate = result.certificate();
        assertEquals("emailAddress=admin@example.com,CN=me,O=Acme\\, \\\"Inc\\\",C=US", certificate.subject());
        assertEquals(264, certificate.daysLeft());
        assertEquals(EXPIRES, certificate.notAfter());
        JsonObject json = result.json().getJsonObject("certificate");
        assertEquals(EXPIRES.toString(), json.getString("notAfter"));
        assertEquals(264, json.getInt("daysLeft"));
        assertEquals(result.publicKeySha256(), json.getString("publicKeySha256"));
        assertTrue(Openssl.run(folder, "x509", "-noout", "-fingerprint", "-sha256", "-in", "server.crt")
                .contains(json.getString("sha256")));
    }

    @Test
    void a_certificate_of_another_key_is_a_mismatch_with_both_fingerprints() throws Exception {
        Files.write(folder.resolve("other.key"), TestKeys.bytes("pkcs1.pem"));
        Failure failure = TestKeys.refusal(() -> at(MADE).run(request("other.key", "server.crt")));
        assertEquals("key_cert_mismatch", failure.code());
        assertEquals(Kind.CHECK, failure.kind());
        assertTrue(failure.getMessage().contains(TestKeys.read("pkcs1.pem").spkiSha256()), failure.getMessage());
        assertTrue(failure.getMessage().contains(at(MADE).run(request("server.key", null)).publicKeySha256()),
                failure.getMessage());
        assertFalse(failure.json().getBoolean("valid"));
        assertEquals(6, failure.json().getInt("exitCode"));
    }

    @Test
    void a_certificate_that_cannot_verify_rs256_is_told_by_its_algorithm() throws Exception {
        Files.write(folder.resolve("ec.pem"), TestKeys.bytes("ec.pem"));
        Openssl.run(folder, "req", "-new", "-x509", "-key", "ec.pem", "-subj", "/CN=ec", "-out", "ec.crt");
        Failure failure = TestKeys.refusal(() -> at(MADE).run(request("server.key", "ec.crt")));
        assertEquals("cert_wrong_algorithm", failure.code());
        assertTrue(failure.getMessage().endsWith("is the certificate of a key of EC; Salesforce takes RS256, which "
                + "needs RSA"), failure.getMessage());
        assertFalse(failure.json().getBoolean("valid"));
    }

    @Test
    void expiry_is_found_to_the_second() {
        at(EXPIRES).run(request("server.key", "server.crt"));
        Failure failure = TestKeys.refusal(() -> at(EXPIRES.plusSeconds(1)).run(request("server.key", "server.crt")));
        assertEquals("cert_expired", failure.code());
        assertEquals(Kind.CHECK, failure.kind());
        assertTrue(failure.getMessage().contains("expired on " + EXPIRES), failure.getMessage());
        assertTrue(failure.fix().toString().contains("--reuse-key --force"), failure.fix().toString());
        JsonObject json = failure.json();
        assertFalse(json.getBoolean("valid"));
        assertEquals(-1, json.getJsonObject("certificate").getInt("daysLeft"));
        assertEquals(EXPIRES.toString(), json.getJsonObject("certificate").getString("notAfter"));
    }

    @Test
    void a_certificate_from_the_future_points_at_the_clock() {
        at(MADE.minusSeconds(60)).run(request("server.key", "server.crt"));
        Instant early = MADE.minusSeconds(61);
        Failure failure = TestKeys.refusal(() -> at(early).run(request("server.key", "server.crt")));
        assertEquals("cert_not_yet_valid", failure.code());
        assertTrue(failure.getMessage().contains(early.toString()), failure.getMessage());
        assertTrue(failure.fix().toString().contains("clock"), failure.fix().toString());
    }

    @Test
    void expiry_within_thirty_days_is_a_warning() {
        assertWarnings(EXPIRES.minus(Duration.ofDays(30)), 0, "");
        assertWarnings(EXPIRES.minus(Duration.ofDays(30)).plusSeconds(1), 1, "in 29 days");
        assertWarnings(EXPIRES.minus(Duration.ofDays(1)), 1, "in 1 day;");
        assertWarnings(EXPIRES.minusSeconds(5), 1, "in less than a day");
    }

    @Test
    void a_key_file_open_to_others_is_a_warning_with_the_command() throws Exception {
        Path open = folder.resolve("my open.key");
        Files.copy(folder.resolve("server.key"), open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        var warnings = at(MADE).run(request("my open.key", null)).warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().toString().endsWith("run: chmod 600 '" + open + "'"));
    }

    @Test
    void an_encrypted_key_is_opened_with_the_passphrase() throws Exception {
        Path file = Files.write(folder.resolve("encrypted.key"), TestKeys.bytes("dek-aes.pem"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var result = at(MADE).run(new VerifyKey.Request(file, null, what -> {
            assertEquals("private key " + file, what);
            return TestKeys.PASSPHRASE.toCharArray();
        }));
        assertTrue(result.encrypted());
        assertEquals("PKCS#1 PEM, encrypted (DEK-Info)", result.json().getString("format"));
        assertEquals(1, result.warnings().size());
    }

    @Test
    void what_is_no_key_or_certificate_is_named_with_its_path() throws Exception {
        assertEquals("file_missing", TestKeys.refusal(() -> at(MADE).run(request("none", null))).code());
        assertEquals("file_not_regular", TestKeys.refusal(() -> at(MADE).run(new VerifyKey.Request(folder, null,
                Passphrase.NONE))).code());
        Failure swapped = TestKeys.refusal(() -> at(MADE).run(request("server.crt", "server.key")));
        assertEquals("key_is_certificate", swapped.code());
        assertTrue(swapped.getMessage().startsWith("private key " + folder.resolve("server.crt")),
                swapped.getMessage());
        assertEquals("cert_is_csr", TestKeys.refusal(() -> at(MADE).run(request("server.key", "server.csr"))).code());
        Files.write(folder.resolve("huge"), new byte[PrivateKeys.LARGEST + 1]);
        assertEquals("file_too_large", TestKeys.refusal(() -> at(MADE).run(request("huge", null))).code());
    }

    private static void assertWarnings(Instant now, int count, String says) {
        var warnings = at(now).run(request("server.key", "server.crt")).warnings();
        assertEquals(count, warnings.size(), warnings.toString());
        assertTrue(count == 0 || warnings.getFirst().toString().contains(says), warnings.toString());
    }

    private static VerifyKey at(Instant now) {
        return new VerifyKey(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static VerifyKey.Request request(String key, String certificate) {
        return new VerifyKey.Request(folder.resolve(key), certificate == null ? null : folder.resolve(certificate),
                Passphrase.NONE);
    }
}
