package lib.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key and its self-signed certificate, made by openssl, so that nothing of ours is on both sides of a test.
 */
record TestCertificate(byte[] pem, byte[] keyPem) {

    /** RSA with 2048 bits; one for all tests, because making it takes time. */
    static final TestCertificate RSA = make("rsa:2048");
    static final TestCertificate OTHER_RSA = make("rsa:2048");

    static TestCertificate make(String newKey, String... more) {
        try {
            Path folder = Files.createTempDirectory("sfjwt-test");
            Path key = folder.resolve("key.pem");
            Path certificate = folder.resolve("certificate.pem");
            var command = new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey", newKey, "-nodes", "-days", "2",
                    "-subj", "/CN=demo", "-keyout", key.toString(), "-out", certificate.toString()));
            command.addAll(List.of(more));
            openssl(command);
            var made = new TestCertificate(Files.readAllBytes(certificate), Files.readAllBytes(key));
            Files.delete(key);
            Files.delete(certificate);
            Files.delete(folder);
            return made;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] openssl(List<String> command, byte[] input) throws Exception {
        Process openssl = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        openssl.getOutputStream().write(input);
        openssl.getOutputStream().close();
        byte[] output = openssl.getInputStream().readAllBytes();
        if (openssl.waitFor() != 0) {
            throw new IllegalStateException(command + " failed");
        }
        return output;
    }

    private static void openssl(List<String> command) throws Exception {
        openssl(command, new byte[0]);
    }

    byte[] der() throws Exception {
        return openssl(List.of("openssl", "x509", "-outform", "DER"), pem);
    }

    byte[] sign(byte[] text, String algorithm) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(privateKey());
        signature.update(text);
        return signature.sign();
    }

    private PrivateKey privateKey() throws Exception {
        String base64 = new String(keyPem).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("RSA").generatePrivate(
                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
