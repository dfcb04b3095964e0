package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Kind;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotAKeyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "certificate.pem   | key_is_certificate  | is a certificate                | server.key, not server.crt",
        "certificate.der   | key_is_certificate  | is a certificate                | server.key, not server.crt",
        "csr.pem           | key_is_csr          | certificate signing request     | server.key, not server.csr",
        "csr.der           | key_is_csr          | certificate signing request     | server.key, not server.csr",
        "public.pem        | key_is_public_key   | is a public key                 | name the private key",
        "public.der        | key_is_public_key   | is a public key                 | name the private key",
        "public-pkcs1.pem  | key_is_public_key   | is a public key                 | name the private key",
        "ec.pem            | key_wrong_algorithm | is an EC private key            | sfjwt generate-certs",
        "ec-sec1.der       | key_wrong_algorithm | is an EC private key            | sfjwt generate-certs",
        "ec-pkcs8.pem      | key_wrong_algorithm | is an EC private key            | sfjwt generate-certs",
        "ec-encrypted.pem  | key_wrong_algorithm | is an EC private key            | sfjwt generate-certs",
        "ed25519.pem       | key_wrong_algorithm | is an Ed25519 private key       | sfjwt generate-certs",
        "ed25519.der       | key_wrong_algorithm | is an Ed25519 private key       | sfjwt generate-certs",
        "ed448.pem         | key_wrong_algorithm | is an Ed448 private key         | sfjwt generate-certs",
        "x25519.pem        | key_wrong_algorithm | is an X25519 private key        | sfjwt generate-certs",
        "rsa-pss.pem       | key_wrong_algorithm | is an RSA-PSS private key       | sfjwt generate-certs",
        "dsa.pem           | key_wrong_algorithm | is a DSA private key            | sfjwt generate-certs",
        "dsa-traditional.pem | key_wrong_algorithm | is a DSA private key          | sfjwt generate-certs",
        "short.pem         | key_too_short       | of 1024 bits                    | sfjwt generate-certs",
        "bundle.p7b        | key_is_pkcs7        | PKCS#7 bundle                   | sfjwt generate-certs",
    })
    void openssls_other_files_are_called_by_their_name(String file, String code, String says, String fix) {
        assertRefused(TestKeys.bytes(file), code, says, fix);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "ssh-rsa AAAAB3NzaC1yc2E= me@here        | key_is_public_key | OpenSSH's form | name the private key",
        "ssh-ed25519 AAAAC3NzaC1lZDI1 me         | key_is_public_key | OpenSSH's form | name the private key",
        "PuTTY-User-Key-File-3: ssh-rsa          | key_is_putty      | PuTTY | puttygen 'my x' -O private-openssh",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\\n\\nlQOY\\n=abcd\\n-----END PGP PRIVATE KEY BLOCK----- "
            + "| key_is_pgp | a PGP key | generate-certs",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\\n\\nlQOYlQOY\\n-----END PGP PUBLIC KEY BLOCK----- "
            + "| key_is_pgp | a PGP key | generate-certs",
        "{\"kty\":\"RSA\",\"d\":\"x\"}           | key_crt_missing   | lacks the primes | sfjwt generate-certs",
        "{\"consumerKey\":\"3MVG9\"}             | key_is_json       | JSON           | --config",
        "<!DOCTYPE html><html><body>Sign in      | key_is_html       | a web page     | download the key again",
        "[MASKED]                    | key_is_masked     | a mask         | server.key",
        "{{ sf_key }}                | key_is_unset_variable | never filled in | CI system",
        "<no value>                  | key_is_nothing    | a word for nothing | CI system",
        "op://vault/sf/key           | key_is_secret_address | never fetched | --key-file -",
        "<?xml version=\"1.0\"?><RSAKeyValue/>   | key_is_xml        | XML            | generate-certs",
        "no key, and nothing that is known       | key_is_unrecognized | text that holds no key | BEGIN PRIVATE KEY",
        "./certs/server.key                      | key_is_path       | the path of a file | SFJWT_PRIVATE_KEY_FILE",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln | key_is_jwt     | a signed assertion | makes the assertion itself",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709 | key_is_thumbprint | 40 hex digits     | made with that certificate",
        "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU | key_is_fingerprint | a fingerprint | server.key",
        "0123456789abcdef0123456789abcdef:0123456789abcdef | key_is_encrypted_hex | encrypted file of another "
            + "| decrypt it with the tool that made it",
        "$(SF_KEY)                               | key_is_unset_variable | \"$(SF_KEY)\", the name of a variable "
            + "| set that variable",
        "${SF_KEY}                               | key_is_unset_variable | \"${SF_KEY}\" | set that variable",
        "***                                     | key_is_masked     | a mask | where it was made",
        "3MVG9Kip4IKAZQEVVbjF1dCTzcHAJKhrQ_Zs.w8sGfTdR4Y1YmTvTiBc6b | key_is_consumer_key | a Consumer Key "
            + "| --consumer-key",
        "MIIEvQIBADANBgkqhkiG9w0B...             | key_is_shortened  | a shortened value | the whole text",
        "ci@acme.com                             | key_is_username   | a username | --username",
        "Salted__\u0001\u0002\u0003           | key_is_encrypted_file | openssl enc | openssl enc -d",
        "U2FsdGVkX18BAgMEBQYHCP/+/fz7+vn4AQIDBAUGBwj//v38+/r5+AECAwQFBgcI//79/Pv6+fgBAgMEBQYHCA== "
            + "| key_is_encrypted_file | openssl enc | openssl enc -d",
        "age-encryption.org/v1                   | key_is_encrypted_file | age        | age --decrypt",
        "-----BEGIN AGE ENCRYPTED FILE-----\\nYWdl\\n-----END AGE ENCRYPTED FILE----- | key_is_encrypted_file | age "
            + "| age --decrypt",
        "$ANSIBLE_VAULT;1.1;AES256\\n6162        | key_is_encrypted_file | Ansible    | ansible-vault decrypt",
        "{\"data\": \"ENC[AES256_GCM,data:x]\"}   | key_is_encrypted_file | sops       | sops decrypt",
        "version https://git-lfs.github.com/spec/v1 | key_is_git_lfs | Git LFS       | git lfs pull",
        "-----BEGIN X9.42 DH PARAMETERS-----\\nMAYCAQUCAQI=\\n-----END X9.42 DH PARAMETERS----- | key_is_parameters "
            + "| parameters | generate-certs",
        "-----BEGIN EC PARAMETERS-----\\nBggqhkjOPQMBBw==\\n-----END EC PARAMETERS----- | key_is_parameters "
            + "| parameters | generate-certs",
    })
    void texts_are_called_by_their_name(String text, String code, String says, String fix) {
        assertRefused(TestKeys.latin1(text.replace("\\n", "\n")), code, says, fix);
    }

    @Test
    void a_refusal_says_which_file_it_is_about() {
        Path file = TestKeys.FOLDER.resolve("csr.pem");
        for (Failure failure : new Failure[] {
            TestKeys.refusal(() -> PrivateKeys.read(new KeySource.InFile(file), Passphrase.NONE)),
            TestKeys.refusal(() -> Certificates.read(file))}) {
            assertEquals(file.toString(), failure.json().getJsonObject("about").getString("file"));
        }
    }

    @Test
    void nothing_is_called_empty() {
        assertRefused(new byte[0], "key_is_empty", "private key my x is empty", "write the key again");
        assertRefused(TestKeys.latin1(" \r\n\t"), "key_is_empty", "is empty", "write the key again");
        assertRefused(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, "key_is_empty", "is empty", "again");
        var variable = TestKeys.refusal(
                () -> KeyForms.read(new byte[0], Named.of("SFJWT_PRIVATE_KEY"), Passphrase.NONE));
        assertEquals("SFJWT_PRIVATE_KEY is empty", variable.getMessage());
        assertTrue(variable.fix().toString().contains("whole text of server.key"), variable.fix().toString());
    }

    @Test
    void binary_files_are_called_by_their_name() {
        assertRefused(new byte[] {'P', 'K', 3, 4, 20, 0}, "key_is_zip", "ZIP archive", "unzip 'my x'");
        assertRefused(TestKeys.latin1("\0GITCRYPT\0abc"), "key_is_encrypted_file", "git-crypt", "git-crypt unlock");
        assertRefused(TestKeys.latin1("\u001E\u00F1\u00B5\u00B0\0"), "key_is_microsoft", "Microsoft's form",
                "openssl rsa -inform PVK -in 'my x'");
        assertRefused(TestKeys.latin1("\7\2\0\0\0\u00A4"), "key_is_microsoft", "Microsoft blob",
                "openssl rsa -inform MSBLOB -in 'my x'");
        assertRefused(TestKeys.latin1("\u001F\u008B\b"), "key_is_gzip", "gzip file", "gunzip < 'my x' > unpacked.key");
        assertRefused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}, "key_is_unrecognized",
                "binary data",
                "BEGIN PRIVATE KEY");
    }

    @Test
    void an_openssh_key_that_is_not_rsa_is_called_by_its_name() throws Exception {
        assertRefused(openSsh("ssh-ed25519"), "key_wrong_algorithm", "Ed25519", "sfjwt generate-certs");
        assertRefused(openSsh("ecdsa-sha2-nistp256"), "key_wrong_algorithm", "EC private key", "sfjwt generate-certs");
        assertRefused(openSsh("ssh-dss"), "key_wrong_algorithm", "DSA private key", "sfjwt generate-certs");
    }

    @Test
    void a_cut_off_pem_says_which_end_is_missing() {
        String pem = TestKeys.text("pkcs8.pem");
        assertRefused(TestKeys.latin1(pem.substring(0, 900)), "pem_truncated", "a BEGIN line and no END line",
                "copy it again, whole");
        assertRefused(TestKeys.latin1(pem.substring(200)), "pem_truncated", "an END line and no BEGIN line",
                "copy it again, whole");
        String certificate = TestKeys.text("certificate.pem");
        assertRefused(TestKeys.latin1(pem.substring(0, 900) + "\n" + certificate), "pem_truncated",
                "its PRIVATE KEY block", "copy it again, whole");
    }

    @Test
    void damage_is_named_by_block_and_never_by_content() {
        String pem = TestKeys.text("pkcs8.pem");
        String line = pem.lines().skip(5).findFirst().orElseThrow();
        var failure = assertRefused(TestKeys.latin1(pem.replace(line, "!" + line.substring(1))), "pem_damaged",
                "the base64 of the PRIVATE KEY block", "copy it again");
        assertFalse(failure.getMessage().contains("!"), failure.getMessage());
        assertRefused(TestKeys.latin1(pem.replace(line + "\n", "")), "key_truncated", "cut off", "copy it again");
        assertRefused(TestKeys.latin1(pem.replace("END PRIVATE", "END RSA PRIVATE")), "pem_damaged",
                "END line", "again");
        assertRefused(TestKeys.latin1(pem.replace("BEGIN PRIVATE KEY-----", "BEGIN PRIVATE KEY")), "pem_damaged",
                "a damaged BEGIN line", "again");
        // a selection missed one, a word processor joined them
        for (String dashes : List.of("----", "\u2014\u2013", "--", "", "\u2010".repeat(5))) {
            String bent = pem.replace("-----", dashes);
            assertRefused(bent.getBytes(StandardCharsets.UTF_8), "pem_damaged", "a damaged BEGIN line", "again");
        }
        assertRefused(TestKeys.latin1(Pem.write("PRIVATE KEY", new byte[300])), "key_damaged", "damaged", "again");
        assertRefused(TestKeys.latin1(Pem.write("PRIVATE KEY", new byte[0])), "key_damaged", "damaged", "again");
    }

    @Test
    void damaged_der_is_told_from_cut_off_der() {
        byte[] der = TestKeys.bytes("pkcs8.der");
        assertRefused(Arrays.copyOf(der, 700), "key_truncated", "cut off", "copy it again");
        byte[] longer = Arrays.copyOf(der, der.length + 3);
        assertRefused(longer, "key_damaged", "damaged", "copy it again");
        assertEquals(2048, TestKeys.read(append(der, "\r\n")).bits(), "a line break at the end is no damage");
    }

    @Test
    void base64_of_who_knows_what_is_to_be_decoded_first() {
        assertRefused(TestKeys.latin1("abcd".repeat(100)), "key_is_base64", "base64 text",
                "base64 -d 'my x' > decoded.key");
    }

    @Test
    void a_key_without_its_crt_numbers_is_refused() throws Exception {
        var key = TestKeys.read("pkcs1.der").numbers().orElseThrow();
        BigInteger none = BigInteger.ZERO;
        byte[] poor = new RSAPrivateKey(key.getModulus(), key.getPublicExponent(), key.getPrivateExponent(), none, none,
                none, none, none).getEncoded();
        assertRefused(poor, "key_crt_missing", "lacks the primes", "sfjwt generate-certs");
    }

    @Test
    void a_key_of_absurd_length_is_refused_before_any_arithmetic() throws Exception {
        var key = TestKeys.read("pkcs1.der").numbers().orElseThrow();
        BigInteger huge = BigInteger.ONE.shiftLeft(16384).add(BigInteger.ONE);
        byte[] longer = new RSAPrivateKey(huge, key.getPublicExponent(), key.getPrivateExponent(), key.getPrimeP(),
                key.getPrimeQ(), key.getPrimeExponentP(), key.getPrimeExponentQ(),
                        key.getCrtCoefficient()).getEncoded();
        assertRefused(longer, "key_too_long", "of 16385 bits", "2048 to 4096 bits");
        BigInteger megabyte = BigInteger.ONE.shiftLeft(8_000_000);
        byte[] lopsided = new RSAPrivateKey(key.getModulus(), key.getPublicExponent(), megabyte, megabyte, megabyte,
                megabyte, megabyte, megabyte).getEncoded();
        assertRefused(lopsided, "key_damaged", "damaged", "again");
    }

    private static Failure assertRefused(byte[] content, String code, String says, String fix) {
        var failure = TestKeys.refusal(() -> KeyForms.read(content, Named.key(Path.of("my x")),
                what -> TestKeys.PASSPHRASE.toCharArray()));
        assertEquals(code, failure.code(), failure.getMessage());
        assertEquals(Kind.FILE, failure.kind());
        assertTrue(failure.getMessage().contains(says), failure.getMessage());
        assertTrue(failure.getMessage().contains("private key my x"), failure.getMessage());
        assertTrue(failure.fix().toString().contains(fix), failure.fix().toString());
        return failure;
    }

    /** The start of an OpenSSH key, which is all that is looked at: magic, cipher, KDF, one key, its public half. */
    private static byte[] openSsh(String algorithm) throws IOException {
        var blob = new ByteArrayOutputStream();
        blob.write("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
        for (String part : new String[] {"none", "none", ""}) {
            blob.write(new byte[] {0, 0, 0, (byte) part.length()});
            blob.write(part.getBytes(StandardCharsets.US_ASCII));
        }
        blob.write(new byte[] {0, 0, 0, 1, 0, 0, 0, 51, 0, 0, 0, (byte) algorithm.length()});
        blob.write(algorithm.getBytes(StandardCharsets.US_ASCII));
        blob.write(new byte[100]);
        return TestKeys.latin1(Pem.write("OPENSSH PRIVATE KEY", blob.toByteArray()));
    }

    private static byte[] append(byte[] bytes, String end) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + end.length());
        System.arraycopy(TestKeys.latin1(end), 0, longer, bytes.length, end.length());
        return longer;
    }
}
