package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lib.failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {

    @ParameterizedTest
    @CsvSource({"certificate.pem", "certificate.der"})
    void a_certificate_is_read_with_the_fingerprint_that_openssl_prints(String file) {
        var read = Certificates.read(TestKeys.bytes(file), Named.certificate(Path.of("x")));
        String printed = Openssl.run(TestKeys.FOLDER, "x509", "-in", "certificate.pem", "-noout",
                "-fingerprint", "-sha256");
        assertEquals(printed.strip().replaceFirst(".*=", ""), Certificates.fingerprint(read.certificate()));
        assertEquals(TestKeys.read("pkcs8.pem").spkiSha256(), Certificates.spkiSha256(read.certificate()));
        assertEquals("CN=test", Certificates.subject(read.certificate()));
        assertEquals(List.of(), read.warnings());
    }

    @Test
    void of_a_chain_the_first_counts_and_is_said_to() {
        Openssl.run(TestKeys.FOLDER, "req", "-new", "-x509", "-key", "ec.pem", "-subj",
                "/CN=issuer", "-out", "issuer.pem");
        var read = Certificates.read(TestKeys.latin1("text\r\n" + TestKeys.text("certificate.pem").replace("\n", "\r\n")
                + TestKeys.text("issuer.pem")), Named.certificate(Path.of("x")));
        assertEquals("CN=test", Certificates.subject(read.certificate()));
        assertTrue(read.warnings().getFirst().toString().startsWith("certificate x holds 2 certificates"),
                read.warnings().toString());
    }

    @Test
    void a_certificate_beside_its_key_is_found() {
        var read = Certificates.read(TestKeys.latin1(TestKeys.text("pkcs8.pem") + TestKeys.text("certificate.pem")),
                Named.of("x"));
        assertEquals("CN=test", Certificates.subject(read.certificate()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "csr.pem        | cert_is_csr         | is a certificate signing request | server.crt, not server.csr",
        "csr.der        | cert_is_csr         | is a certificate signing request | server.crt, not server.csr",
        "pkcs8.pem      | cert_is_private_key | is a private key                 | server.crt",
        "pkcs1.der      | cert_is_private_key | is a private key                 | server.crt",
        "public.pem     | cert_is_public_key  | is a public key                  | server.crt",
        "store.p12      | cert_is_pkcs12      | PKCS#12 | openssl pkcs12 -in 'my x' -nokeys -clcerts -out server.crt",
        "bundle.p7b     | cert_is_pkcs7       | PKCS#7 bundle | openssl pkcs7 -in 'my x' -print_certs -out server.crt",
    })
    void other_files_are_called_by_their_name(String file, String code, String says, String fix) {
        var failure = TestKeys.refusal(
                () -> Certificates.read(TestKeys.bytes(file), Named.certificate(Path.of("my x"))));
        assertEquals(code, failure.code());
        assertEquals(Kind.FILE, failure.kind());
        assertTrue(failure.getMessage().contains("certificate my x") && failure.getMessage().contains(says),
                failure.getMessage());
        assertTrue(failure.fix().toString().contains(fix), failure.fix().toString());
    }

    @Test
    void damage_and_emptiness_are_told_apart() {
        byte[] der = TestKeys.bytes("certificate.der");
        assertEquals("cert_damaged", code(Arrays.copyOf(der, 300)));
        assertEquals("cert_is_empty", code(new byte[0]));
        assertEquals("pem_truncated", code(TestKeys.latin1(TestKeys.text("certificate.pem").substring(0, 200))));
        assertEquals("cert_is_html", code(TestKeys.latin1("<html>")));
    }

    private static String code(byte[] content) {
        return TestKeys.refusal(() -> Certificates.read(content, Named.certificate(Path.of("x")))).code();
    }
}
