package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import lib.failure.Kind;
import lib.failure.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void of_a_chain_in_the_other_order_the_one_that_belongs_to_the_key_counts(@TempDir Path folder) throws Exception {
        Path issuer = folder.resolve("issuer.pem");
        Openssl.run(TestKeys.FOLDER, "req", "-new", "-x509", "-key", "ec.pem", "-subj", "/CN=issuer", "-out",
                issuer.toString());
        Path chain = Files.writeString(folder.resolve("chain.crt"),
                Files.readString(issuer) + TestKeys.text("certificate.pem"));
        var read = Certificates.read(chain, TestKeys.read("pkcs8.pem"));
        assertEquals("CN=test", Certificates.subject(read.certificate()));
        assertTrue(read.warnings().getFirst().toString().contains("number 2 belongs to the key"),
                read.warnings().toString());
    }

    @Test
    void a_certificate_beside_its_key_is_found_and_the_key_is_not_to_be_uploaded() {
        var read = Certificates.read(TestKeys.latin1(TestKeys.text("pkcs8.pem") + TestKeys.text("certificate.pem")),
                Named.of("x"));
        assertEquals("CN=test", Certificates.subject(read.certificate()));
        assertEquals(List.of("cert_with_key"), read.warnings().stream().map(Warning::code).toList());
    }

    /** The commands in the fixes, as they are printed; the file often has the name that the certificate is to get. */
    @ParameterizedTest
    @ValueSource(strings = {"base64", "p7b in DER"})
    void what_holds_the_certificate_in_another_form_is_taken_out_by_the_command_in_the_fix(String form,
            @TempDir Path folder) throws Exception {
        Path file = folder.resolve("server.crt");
        if (form.equals("base64")) {
            Files.write(file, Base64.getEncoder().encode(TestKeys.bytes("certificate.der")));
        } else {
            Openssl.run(TestKeys.FOLDER, "crl2pkcs7", "-nocrl", "-certfile", "certificate.pem", "-outform", "DER",
                    "-out", file.toString());
        }
        String fix = TestKeys.refusal(() -> Certificates.read(file)).fix().toString();
        Process shell = new ProcessBuilder("sh", "-c", fix.replaceFirst("^[a-z ]+: ", "")).directory(folder.toFile())
                .inheritIO().start();
        assertEquals(0, shell.waitFor());
        assertEquals("CN=test", Certificates.subject(Certificates.read(folder.resolve(
                fix.replaceFirst("(?s).* ", ""))).certificate()));
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
