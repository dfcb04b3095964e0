package lib.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.failure.Warning;
import lib.keys.CertsProgress.Step;
import lib.keys.GenerateCerts.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCertsTest {

    private static final SubjectChanges NOTHING = new SubjectChanges(null, null, null, null, null, null, null);
    private static final Subject HOSTILE = new Subject("us", "California #1", " San Francisco ",
            "Acme \"Quoted\", Corp / CN=evil", "#0C", "a+b=c;d<e>\\ 😀", "admin@example.com");
    private static final Instant NOW = Instant.parse("2026-11-24T10:11:12.789Z");

    private final GenerateCerts operation = new GenerateCerts(Clock.fixed(NOW, ZoneOffset.UTC));

    @TempDir
    private Path folder;

    @Test
    void openssl_accepts_all_three_files_and_reads_back_what_was_asked_for() {
        var result = operation.run(request(HOSTILE, 365, 2048, false, false), CertsProgress.NONE);

        assertTrue(openssl("pkey -check -noout -in server.key").contains("Key is valid"));
        assertTrue(openssl("pkey -text -noout -in server.key").contains("publicExponent: 65537"));
        assertTrue(text("server.key").startsWith("-----BEGIN PRIVATE KEY-----\n"));
        assertTrue(openssl("req -verify -noout -in server.csr").contains("verify OK"));
        assertTrue(openssl("verify -no_check_time -CAfile server.crt server.crt").contains("server.crt: OK"));
        String modulus = openssl("rsa -noout -modulus -in server.key");
        assertEquals(modulus, openssl("req -noout -modulus -in server.csr"));
        assertEquals(modulus, openssl("x509 -noout -modulus -in server.crt"));

        assertEquals(Certificates.fingerprint(result.certificate()),
                openssl("x509 -noout -fingerprint -sha256 -in server.crt").strip().replaceFirst(".*=", ""));
        assertEquals(Certificates.serial(result.certificate()),
                openssl("x509 -noout -serial -in server.crt").strip().replaceFirst(".*=", ""));
        assertEquals(Certificates.pem(result.certificate()), text("server.crt"));
        assertEquals(2048, result.bits());
        assertEquals(List.of(), result.warnings());
        assertEquals(List.of(), result.backups());
    }

    @Test
    void the_certificate_has_the_extensions_of_one_that_signs_and_certifies_nothing() {
        operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        String text = openssl("x509 -noout -text -in server.crt").replaceAll("\\s+", " ");
        assertTrue(text.contains("Version: 3 (0x2)"), text);
        assertTrue(text.contains("Signature Algorithm: sha256WithRSAEncryption"), text);
        assertTrue(text.contains("X509v3 Basic Constraints: critical CA:FALSE"), text);
        assertTrue(text.contains("X509v3 Key Usage: critical Digital Signature X509v3"), text);
        String keyId = text.replaceFirst(".*Subject Key Identifier: ([0-9A-F:]+).*", "$1");
        assertTrue(keyId.matches("([0-9A-F]{2}:){19}[0-9A-F]{2}"), keyId);
        assertTrue(text.matches(".*Authority Key Identifier: (keyid:)?" + keyId + ".*"), text);
        assertEquals("""
                C=US
                ST=California
                L=San Francisco
                O=MyCompany
                OU=Engineering
                CN=salesforce-jwt
                emailAddress=admin@example.com""", subject("x509 -in server.crt"));
    }

    @Test
    void hostile_values_stay_one_literal_attribute_each() {
        operation.run(request(HOSTILE, 365, 2048, false, false), CertsProgress.NONE);
        String expected = """
                C=US
                ST=California #1
                L= San Francisco\s
                O=Acme "Quoted", Corp / CN=evil
                OU=#0C
                CN=a+b=c;d<e>\\ 😀
                emailAddress=admin@example.com""";
        assertEquals(expected, subject("x509 -in server.crt"));
        assertEquals(expected, subject("req -in server.csr"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 365, 3650})
    void it_is_valid_for_exactly_the_days_asked_for_from_a_minute_ago(int days) throws Exception {
        var result = operation.run(request(Subject.DEFAULT, days, 2048, false, false), CertsProgress.NONE);
        assertEquals(Instant.parse("2026-11-24T10:10:12Z"), Validity.of(result.certificate()).from());
        assertEquals(Duration.ofDays(days), validity(result));
        assertEquals(result.certificate(), Certificates.read(result.crt()).certificate());
        assertEquals("notBefore=Nov 24 10:10:12 2026 GMT",
                openssl("x509 -noout -startdate -in server.crt").strip());
        assertEquals(days > 825, result.warnings().stream().anyMatch(w -> w.toString().contains("3650 days")));
    }

    @Test
    void a_renewal_keeps_the_subject_and_the_days_unless_it_is_told_others() throws Exception {
        operation.run(request(HOSTILE, 700, 2048, false, false), CertsProgress.NONE);
        String subject = openssl("x509 -noout -subject -in server.crt");
        var renewed = operation.run(renewal(NOTHING, null), CertsProgress.NONE);
        assertEquals(subject, openssl("x509 -noout -subject -in server.crt"));
        assertEquals(700, validity(renewed).toDays());

        var changed = operation.run(renewal(new SubjectChanges(null, "", null, "New, Inc.", null, null, null), 90),
                CertsProgress.NONE);
        assertEquals(90, validity(changed).toDays());
        String now = openssl("x509 -noout -subject -nameopt RFC2253 -in server.crt");
        assertTrue(now.contains("O=New\\, Inc.") && !now.contains("ST="), now);
        assertTrue(now.contains("C=US") && now.contains("L=\\ San Francisco"), now);
    }

    @Test
    void a_renewal_keeps_attributes_that_sfjwt_never_writes() throws Exception {
        operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        openssl("req -new -x509 -key server.key -days 40000 -subj /DC=org/OU=a/OU=b/CN=made/serialNumber=7"
                + " -out server.crt");
        String subject = openssl("x509 -noout -subject -in server.crt");
        var renewed = operation.run(renewal(NOTHING, null), CertsProgress.NONE);
        assertEquals(subject, openssl("x509 -noout -subject -in server.crt"));
        assertEquals(3650, validity(renewed).toDays());
    }

    @Test
    void the_certificate_of_another_key_is_not_what_is_renewed() throws Exception {
        operation.run(request(HOSTILE, 700, 2048, false, false), CertsProgress.NONE);
        openssl("genrsa -out server.key 2048");
        var made = operation.run(renewal(NOTHING, null), CertsProgress.NONE);
        assertEquals(365, validity(made).toDays());
        assertTrue(openssl("x509 -noout -subject -in server.crt").contains("MyCompany"));
    }

    @Test
    void a_folder_that_a_group_may_write_is_named_when_a_key_is_made_and_read() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root gives a folder to another group");
        Files.createDirectories(certs());
        Files.setAttribute(certs(), "unix:gid", 65534);
        Files.setPosixFilePermissions(certs(), PosixFilePermissions.fromString("rwxrwxr-x"));
        var made = operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        var source = new KeySource.InFile(certs().resolve("server.key"));
        for (List<Warning> warnings : List.of(made.warnings(), PrivateKeys.read(source, Passphrase.NONE).warnings())) {
            assertEquals(List.of("key_folder_open"), warnings.stream().map(Warning::code).toList());
            assertTrue(warnings.getFirst().toString().endsWith("run: chmod go-w " + certs()), warnings.toString());
        }
        Files.setAttribute(certs(), "unix:gid", 0);
        assertEquals(List.of(), PrivateKeys.read(source, Passphrase.NONE).warnings(), "root's own group");
        Files.setPosixFilePermissions(certs(), PosixFilePermissions.fromString("rwxr-xrwx"));
        assertEquals(1, PrivateKeys.read(source, Passphrase.NONE).warnings().size());
    }

    private static Duration validity(GenerateCerts.Result result) {
        Validity validity = Validity.of(result.certificate());
        return Duration.between(validity.from(), validity.until());
    }

    private Request renewal(SubjectChanges subject, Integer days) {
        return new Request(certs(), subject, days, 2048, true, true, null);
    }

    @Test
    void serials_are_positive_random_and_of_full_length() throws Exception {
        var first = operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        var second = operation.run(request(Subject.DEFAULT, 365, 2048, true, true), CertsProgress.NONE);
        List<String> serials = List.of(Certificates.serial(first.certificate()),
                Certificates.serial(second.certificate()));
        assertNotEquals(serials.getFirst(), serials.getLast());
        for (String serial : serials) {
            assertTrue(serial.matches("[4-7][0-9A-F]{39}"), serial);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3072, 4096})
    void longer_keys_come_when_asked_for(int bits) {
        var result = operation.run(request(Subject.DEFAULT, 365, bits, false, false), CertsProgress.NONE);
        assertEquals(bits, result.bits());
        assertTrue(openssl("pkey -text -noout -in server.key").contains("(" + bits + " bit"), "openssl's length");
    }

    @Test
    void files_and_folder_are_their_owners_alone() throws Exception {
        var result = operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(certs())));
        for (Path file : List.of(result.file(Step.GENERATE_KEY), result.csr(), result.crt())) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertEquals(List.of("server.crt", "server.csr", "server.key"), names());
    }

    @Test
    void an_existing_file_is_never_replaced_and_nothing_else_appears() throws Exception {
        for (String name : List.of("server.csr", "server.crt")) {
            Files.createDirectories(certs());
            Files.writeString(certs().resolve(name), "mine");
            var failure = refusal(request(Subject.DEFAULT, 365, 2048, false, false));
            assertEquals("file_exists", failure.code());
            assertTrue(failure.getMessage().contains(name) && failure.fix().toString().contains("--force"),
                    failure.getMessage());
            assertEquals(List.of(name), names());
            assertEquals("mine", text(name));
            Files.delete(certs().resolve(name));
        }
        operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        String key = text("server.key");
        var failure = refusal(request(Subject.DEFAULT, 365, 2048, false, false));
        assertEquals("file_exists", failure.code());
        assertTrue(failure.getMessage().contains("server.key exists already"), failure.getMessage());
        assertEquals(key, text("server.key"));
    }

    @Test
    void what_exists_is_found_out_before_a_key_is_made() throws Exception {
        Files.createDirectories(certs());
        Files.writeString(certs().resolve("server.csr"), "mine");
        var steps = new Recorder();
        TestKeys.refusal(() -> operation.run(request(Subject.DEFAULT, 365, 4096, false, false), steps));
        assertEquals(List.of(), steps.heard);
    }

    @Test
    void force_replaces_all_three_and_keeps_private_backups() throws Exception {
        operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        String oldKey = text("server.key");
        Files.setPosixFilePermissions(certs().resolve("server.key"), PosixFilePermissions.fromString("rw-r--r--"));
        var result = operation.run(request(Subject.DEFAULT, 365, 2048, true, false), CertsProgress.NONE);
        assertEquals(3, result.backups().size());
        Path backup = result.backups().getFirst();
        assertTrue(backup.getFileName().toString().matches("server\\.key\\.[0-9]{8}-[0-9]{6}\\.bak"),
                backup.toString());
        assertEquals(oldKey, Files.readString(backup));
        assertNotEquals(oldKey, text("server.key"));
        for (Path file : List.of(backup, result.file(Step.GENERATE_KEY))) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertTrue(openssl("pkey -check -noout -in server.key").contains("Key is valid"));
        assertEquals(6, names().size());
    }

    @Test
    void a_symbolic_link_is_not_written_through_even_with_force() throws Exception {
        Files.createDirectories(certs());
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
        Files.createSymbolicLink(certs().resolve("server.key"), elsewhere);
        assertEquals("file_in_the_way", refusal(request(Subject.DEFAULT, 365, 2048, true, false)).code());
        assertEquals("precious", Files.readString(elsewhere));
    }

    @Test
    void a_key_without_its_certificate_is_said_and_can_be_finished() throws Exception {
        operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        String key = text("server.key");
        Files.delete(certs().resolve("server.crt"));
        var withCsr = refusal(request(Subject.DEFAULT, 365, 2048, false, false));
        assertEquals("key_without_certificate", withCsr.code());
        assertEquals(Kind.FILE, withCsr.kind());
        assertTrue(withCsr.fix().toString().contains("that key: sfjwt generate-certs --reuse-key --force; or"),
                withCsr.fix().toString());

        Files.delete(certs().resolve("server.csr"));
        var alone = refusal(request(Subject.DEFAULT, 365, 2048, false, false));
        assertEquals("key_without_certificate", alone.code());
        assertTrue(alone.fix().toString().contains("that key: sfjwt generate-certs --reuse-key; or"),
                alone.fix().toString());

        var result = operation.run(request(Subject.DEFAULT, 365, 2048, false, true), CertsProgress.NONE);
        assertEquals(key, text("server.key"));
        assertTrue(openssl("verify -no_check_time -CAfile server.crt server.crt").contains("OK"));
        assertEquals(openssl("rsa -noout -modulus -in server.key"), openssl("x509 -noout -modulus -in server.crt"));
        assertEquals(List.of(), result.backups());
    }

    @Test
    void a_reused_key_stays_untouched_and_old_certificates_need_force() throws Exception {
        operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        byte[] key = Files.readAllBytes(certs().resolve("server.key"));
        String crt = text("server.crt");
        assertEquals("file_exists", refusal(request(HOSTILE, 365, 2048, false, true)).code());
        assertEquals(crt, text("server.crt"));
        var result = operation.run(request(HOSTILE, 30, 2048, true, true), CertsProgress.NONE);
        assertArrayEquals(key, Files.readAllBytes(certs().resolve("server.key")));
        assertEquals(2, result.backups().size());
        assertNotEquals(crt, text("server.crt"));
    }

    @Test
    void an_encrypted_key_is_reused_with_its_passphrase_only() throws Exception {
        Files.createDirectories(certs());
        Files.copy(TestKeys.FOLDER.resolve("dek-aes.pem"), certs().resolve("server.key"));
        Files.setPosixFilePermissions(certs().resolve("server.key"), PosixFilePermissions.fromString("rw-r-----"));
        var request = request(Subject.DEFAULT, 365, 2048, false, true);
        assertEquals("passphrase_needed", refusal(request).code());
        var result = operation.run(request, CertsProgress.NONE, what -> TestKeys.PASSPHRASE.toCharArray());
        assertEquals(TestKeys.text("dek-aes.pem"), text("server.key"));
        assertEquals(TestKeys.read("pkcs8.pem").spkiSha256(), Certificates.spkiSha256(result.certificate()));
        assertTrue(result.warnings().stream().anyMatch(w -> w.toString().contains("DEK-Info")),
                result.warnings().toString());
        assertTrue(result.warnings().stream().anyMatch(w -> w.toString().contains("chmod 600")),
                result.warnings().toString());
    }

    @Test
    void only_a_usable_key_is_reused() throws Exception {
        var request = request(Subject.DEFAULT, 365, 2048, false, true);
        assertEquals("file_missing", refusal(request).code());
        Files.createDirectories(certs());
        Files.copy(TestKeys.FOLDER.resolve("ec.pem"), certs().resolve("server.key"));
        assertEquals("key_wrong_algorithm", refusal(request).code());
        assertEquals(List.of("server.key"), names());
    }

    @Test
    void a_certificate_too_large_for_salesforce_is_a_warning() {
        String wide = "😀";
        var large = new Subject("US", wide.repeat(128), wide.repeat(128),
                wide.repeat(64), wide.repeat(64), wide.repeat(64),
                "e".repeat(255));
        var result = operation.run(request(large, 365, 2048, false, false), CertsProgress.NONE);
        assertTrue(result.warnings().getFirst().toString().contains("Salesforce takes 4096"),
                result.warnings().toString());
    }

    @Test
    void places_that_cannot_be_written_are_a_failure_that_names_them() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "x");
        for (Path impossible : List.of(file, file.resolve("below"), Path.of("/proc/sfjwt-test"),
                Path.of("/dev/null"))) {
            var failure = refusal(new Request(impossible, Subject.DEFAULT, 365, 2048, false, false));
            assertEquals("file_unwritable", failure.code(), failure.getMessage());
            assertTrue(failure.getMessage().contains(impossible.getFileName().toString())
                    || failure.getMessage().contains("a-file"), failure.getMessage());
        }
        assertEquals("x", Files.readString(file));
    }

    @Test
    void a_disk_that_fills_up_leaves_nothing_behind() throws Exception {
        var java = ChildJvm.command(List.of("-XX:-UsePerfData"), GenerateLoop.class, certs().toString(), "once");
        var command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 1; exec \"$@\"", "sh"));
        command.addAll(java);
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        child.waitFor();
        assertTrue(output.contains("file_unwritable"), output);
        assertEquals(List.of(), names());
        operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
    }

    @Test
    void steps_are_heard_in_order_and_done_only_when_their_file_is_there() {
        var recorder = new Recorder();
        operation.run(request(Subject.DEFAULT, 365, 2048, false, false), recorder);
        assertEquals(List.of("began generate_key", "done generate_key server.key true",
                "began generate_csr", "done generate_csr server.csr true",
                "began generate_crt", "done generate_crt server.crt true",
                "began verify_key", "done verify_key server.key true"), recorder.heard);
    }

    @Test
    void the_json_has_every_fact_and_no_key() {
        var result = operation.run(request(Subject.DEFAULT, 365, 2048, false, false), CertsProgress.NONE);
        JsonObject json = Json.createReader(new StringReader(result.json().toString())).readObject();
        assertTrue(json.getBoolean("success"));
        assertEquals(certs().resolve("server.key").toString(), json.getJsonObject("files").getString("key"));
        assertEquals("generate_key", json.getJsonArray("steps").getJsonObject(0).getString("step"));
        assertEquals("ok", json.getJsonArray("steps").getJsonObject(3).getString("status"));
        assertEquals(text("server.crt"), json.getString("crtContent"));
        assertEquals("2026-11-24T10:10:12Z", json.getString("notBefore"));
        assertEquals("2027-11-24T10:10:12Z", json.getString("notAfter"));
        assertEquals(2048, json.getInt("bits"));
        assertEquals(Certificates.fingerprint(result.certificate()), json.getString("fingerprint"));
        assertEquals(Certificates.spkiSha256(result.certificate()), json.getString("publicKeySha256"));
        assertFalse(json.toString().contains("PRIVATE"));
        for (String line : text("server.key").lines().toList()) {
            assertFalse(json.toString().contains(line), "a line of the key");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3651, Integer.MAX_VALUE})
    void days_beyond_the_bounds_are_refused(int days) {
        var failure = TestKeys.refusal(() -> request(Subject.DEFAULT, days, 2048, false, false));
        assertEquals("bad_days", failure.code());
        assertEquals(Kind.USAGE, failure.kind());
        assertTrue(failure.getMessage().contains("--days " + days), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1024, 2047, 8192})
    void other_key_sizes_are_refused(int bits) {
        var failure = TestKeys.refusal(() -> request(Subject.DEFAULT, 365, bits, false, false));
        assertEquals("bad_key_size", failure.code());
        assertTrue(failure.getMessage().contains("--key-size " + bits), failure.getMessage());
    }

    private final class Recorder implements CertsProgress {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void began(Step step) {
            heard.add("began " + step.id());
        }

        @Override
        public void done(Step step, Path file) {
            heard.add("done " + step.id() + " " + file.getFileName() + " " + Files.exists(file));
        }
    }

    private Request request(Subject subject, int days, int bits, boolean force, boolean reuseKey) {
        return new Request(certs(), subject, days, bits, force, reuseKey);
    }

    private Failure refusal(Request request) {
        return TestKeys.refusal(() -> operation.run(request, CertsProgress.NONE));
    }

    private Path certs() {
        return folder.resolve("new/certs");
    }

    private String openssl(String command) {
        return Openssl.run(certs(), command.split(" "));
    }

    private String subject(String command) {
        return openssl(command + " -noout -subject -nameopt sname,sep_multiline,utf8").lines().skip(1)
                .map(line -> line.replaceFirst("^ {4}", "")).reduce((a, b) -> a + "\n" + b).orElseThrow();
    }

    private String text(String name) {
        try {
            return Files.readString(certs().resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> names() throws IOException {
        if (!Files.exists(certs())) {
            return List.of();
        }
        try (var files = Files.list(certs())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
