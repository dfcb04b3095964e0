package lib.keys;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lib.failure.Failure;
import lib.files.SharedFolder;
import org.junit.jupiter.api.function.Executable;

/**
 * One RSA key in all its forms, and what people mistake for it, made by openssl once for all tests of the room.
 */
final class TestKeys {

    static final String PASSPHRASE = "correct horse ünï";
    static final Path FOLDER = make();

    private TestKeys() {
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.ISO_8859_1);
    }

    static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static SigningKey read(byte[] content) {
        return KeyForms.read(content, Named.key(Path.of("x")), what -> PASSPHRASE.toCharArray());
    }

    static SigningKey read(String name) {
        return read(bytes(name));
    }

    static Failure refusal(Executable call) {
        return assertThrows(Failure.class, call);
    }

    static Failure refusal(byte[] content) {
        return refusal(() -> read(content));
    }

    private static Path make() {
        try {
            Path folder = SharedFolder.make("test-keys");
            String pass = "pass:" + PASSPHRASE;
            openssl(folder, "genrsa -traditional -out pkcs1.pem 2048");
            openssl(folder, "pkcs8 -topk8 -nocrypt -in pkcs1.pem -out pkcs8.pem");
            openssl(folder, "pkcs8 -topk8 -nocrypt -in pkcs1.pem -outform DER -out pkcs8.der");
            openssl(folder, "rsa -traditional -in pkcs1.pem -outform DER -out pkcs1.der");
            String pkcs8 = "pkcs8 -topk8 -in pkcs1.pem -passout PASS ";
            openssl(folder, pkcs8 + "-v2 aes-256-cbc -v2prf hmacWithSHA256 -out pbkdf2-sha256.pem", pass);
            openssl(folder, pkcs8 + "-v2 aes-128-cbc -v2prf hmacWithSHA1 -out pbkdf2-sha1.pem", pass);
            openssl(folder, pkcs8 + "-v2 aes-192-cbc -v2prf hmacWithSHA512 -out pbkdf2-sha512.pem", pass);
            openssl(folder, pkcs8 + "-v2 des3 -v2prf hmacWithSHA384 -out pbkdf2-des3.pem", pass);
            openssl(folder, pkcs8 + "-v2 aes-256-cbc -iter 1 -outform DER -out pbkdf2.der", pass);
            openssl(folder, pkcs8 + "-scrypt -out scrypt.pem", pass);
            openssl(folder, pkcs8 + "-scrypt -scrypt_N 16 -scrypt_r 1 -scrypt_p 1 -outform DER -out scrypt.der", pass);
            openssl(folder, pkcs8 + "-v2 aria-256-cbc -out aria.pem", pass);
            openssl(folder, pkcs8 + "-v1 PBE-SHA1-3DES -out sha1-3des.pem", pass);
            for (String old : new String[] {"PBE-MD5-DES", "PBE-SHA1-RC2-40", "PBE-SHA1-RC4-128", "PBE-SHA1-2DES"}) {
                openssl(folder, pkcs8 + "-provider legacy -provider default -v1 " + old + " -out " + old + ".pem",
                        pass);
            }
            openssl(folder, "rsa -traditional -in pkcs1.pem -aes256 -passout PASS -out dek-aes.pem", pass);
            openssl(folder, "rsa -traditional -in pkcs1.pem -des3 -passout PASS -out dek-3des.pem", pass);
            openssl(folder, "req -new -x509 -key pkcs8.pem -days 30 -subj /CN=test -out certificate.pem");
            openssl(folder, "req -new -key pkcs8.pem -subj /CN=test -out csr.pem");
            for (String name : new String[] {"certificate:x509", "csr:req"}) {
                String[] parts = name.split(":");
                openssl(folder, parts[1] + " -in " + parts[0] + ".pem -outform DER -out " + parts[0] + ".der");
            }
            openssl(folder, "rsa -in pkcs8.pem -pubout -out public.pem");
            openssl(folder, "rsa -in pkcs8.pem -pubout -outform DER -out public.der");
            openssl(folder, "rsa -in pkcs8.pem -RSAPublicKey_out -out public-pkcs1.pem");
            openssl(folder, "ecparam -name prime256v1 -genkey -out ec.pem");
            openssl(folder, "ec -in ec.pem -outform DER -out ec-sec1.der");
            openssl(folder, "pkcs8 -topk8 -nocrypt -in ec.pem -out ec-pkcs8.pem");
            openssl(folder, pkcs8.replace("pkcs1.pem", "ec.pem") + "-iter 1 -out ec-encrypted.pem", pass);
            openssl(folder, "genpkey -algorithm ED25519 -out ed25519.pem");
            openssl(folder, "genpkey -algorithm ED25519 -outform DER -out ed25519.der");
            openssl(folder, "genpkey -algorithm ED448 -out ed448.pem");
            openssl(folder, "genpkey -algorithm X25519 -out x25519.pem");
            openssl(folder, "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out rsa-pss.pem");
            openssl(folder, "genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsa.param");
            openssl(folder, "genpkey -paramfile dsa.param -out dsa.pem");
            openssl(folder, "dsa -in dsa.pem -out dsa-traditional.pem");
            openssl(folder, "genrsa -out short.pem 1024");
            openssl(folder, "genrsa -3 -out exponent3.pem 2048");
            openssl(folder, "pkcs12 -export -inkey pkcs8.pem -in certificate.pem -passout PASS -out store.p12", pass);
            openssl(folder, "crl2pkcs7 -nocrl -certfile certificate.pem -out bundle.p7b");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void openssl(Path folder, String command) {
        openssl(folder, command, "");
    }

    private static void openssl(Path folder, String command, String passphrase) {
        String[] words = command.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("PASS") ? passphrase : words[i];
        }
        Openssl.run(folder, words);
    }
}
