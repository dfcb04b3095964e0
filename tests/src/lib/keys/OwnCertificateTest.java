package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificateTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void a_key_and_its_certificate() throws Exception {
        Files.write(folder.resolve("acme.key"), TestKeys.bytes("pkcs8.pem"));
        Files.write(folder.resolve("server.crt"), TestKeys.bytes("certificate.pem"));
        Tool.run(folder, Map.of(), "openssl", "pkcs12", "-export", "-inkey", "acme.key", "-in", "server.crt",
                "-passout", "pass:changeit", "-name", "one", "-out", "one.p12");
        Tool.keytool(folder, "-importkeystore", "-srckeystore", "one.p12", "-srcstorepass", "changeit",
                "-destkeystore", "one.jks", "-deststoretype", "JKS");
    }

    @Test
    void acme_key_has_acme_crt_and_else_the_server_crt_beside_it() throws Exception {
        assertEquals(Optional.of(folder.resolve("server.crt")), place("acme.key"));
        Files.copy(folder.resolve("server.crt"), folder.resolve("acme.crt"));
        assertEquals(Optional.of(folder.resolve("acme.crt")), place("acme.key"));
        assertEquals(folder.resolve("acme.crt"), OwnCertificate.nameFor(folder.resolve("acme")));
        assertEquals(Optional.of(folder.resolve("acme.crt")), place("acme"), "the key itself need not be there");
        Files.delete(folder.resolve("acme.crt"));
        Files.delete(folder.resolve("server.crt"));
        assertEquals(Optional.empty(), place("acme.key"));
    }

    @Test
    void key_stores_and_pem_files_hold_their_own() throws Exception {
        Files.writeString(folder.resolve("both.pem"), TestKeys.text("pkcs8.pem") + TestKeys.text("certificate.pem"));
        for (String file : new String[] {"one.p12", "one.jks", "both.pem"}) {
            assertEquals(Optional.of(folder.resolve(file)), place(file));
            var facts = new VerifyKey(Clock.systemUTC()).run(new VerifyKey.Request(folder.resolve(file), null,
                    what -> "changeit".toCharArray())).certificate();
            assertEquals(folder.resolve(file).toString(), facts.path());
            assertEquals("CN=test", facts.subject());
        }
        assertEquals(Optional.of(folder.resolve("server.crt").toString()), OwnCertificate.of(
                new KeySource.InFile(folder.resolve("one.p12")), Passphrase.NONE).map(OwnCertificate::place),
                "a store that nobody may open");
    }

    @Test
    void the_certificate_in_a_pem_file_is_the_one_of_its_key() throws Exception {
        Tool.run(folder, Map.of(), "openssl", "req", "-new", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
                "ca.key", "-subj", "/CN=ca", "-out", "ca.crt");
        Files.writeString(folder.resolve("both.pem"), Files.readString(folder.resolve("ca.crt"))
                + TestKeys.text("pkcs8.pem") + TestKeys.text("certificate.pem"));
        assertEquals("CN=test", new VerifyKey(Clock.systemUTC()).run(new VerifyKey.Request(folder.resolve("both.pem"),
                null, Passphrase.NONE)).certificate().subject());
    }

    @Test
    void it_is_due_for_thirty_days_before_it_ends() {
        var validity = new Validity(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-12-31T12:00:00Z"));
        assertFalse(validity.isDue(Instant.parse("2026-12-01T12:00:00Z")));
        assertTrue(validity.isDue(Instant.parse("2026-12-01T12:00:01Z")));
        assertEquals(0, validity.daysLeft(Instant.parse("2026-12-30T12:00:01Z")));
        assertEquals(-1, validity.daysLeft(Instant.parse("2026-12-31T12:00:01Z")));
    }

    private Optional<Path> place(String key) {
        return OwnCertificate.of(new KeySource.InFile(folder.resolve(key)), what -> "changeit".toCharArray())
                .map(own -> Path.of(own.place()));
    }
}
