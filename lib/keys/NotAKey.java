package lib.keys;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.text.Pasted;
import lib.text.Quoted;

/**
 * The refusals of what is not a usable private key: what it is, and the command that gets from there to a key.
 */
final class NotAKey {

    private static final Fix NEW_KEY = Fix.of("make an RSA key and its certificate: ", Fix.command("generate-certs"));

    /** What stands in brackets, as JSON and XML do. */
    private static final Set<Pasted> BRACKETED = EnumSet.of(Pasted.UNSET_VARIABLE, Pasted.NOTHING, Pasted.PLACEHOLDER,
            Pasted.MASKED);

    /** @param content tells more of a text of no known form */
    static Failure because(Shape shape, byte[] content, Named where) {
        Optional<Pasted> pasted = Pasted.of(Pem.text(content)).filter(kind ->
                shape == Shape.TEXT || shape == Shape.BASE64 || looksLikeMarkup(shape) && BRACKETED.contains(kind));
        return pasted.map(kind -> because(kind, Pem.text(content), where)).orElseGet(() -> because(shape, where));
    }

    static Failure because(Shape shape, Named where) {
        return Failure.file("key_is_" + shape.code(), where + " is " + shape.what()
                + (shape == Shape.EMPTY ? "" : ", not a private key that sfjwt can use"), fix(shape, where));
    }

    private static boolean looksLikeMarkup(Shape shape) {
        return shape == Shape.JSON || shape == Shape.XML || shape == Shape.HTML;
    }

    private static Failure because(Pasted kind, String text, Named where) {
        return Failure.file("key_is_" + kind.code(), where + " is " + named(kind, text) + ", not a private key",
                fix(kind));
    }

    /** Of what stands where the path of a key was to be. */
    static Failure inPlaceOfPath(Pasted kind, String text, String name) {
        return Failure.usage("key_is_" + kind.code(), name + " is " + named(kind, text)
                + ", not the path of a private key", fix(kind));
    }

    private static String named(Pasted kind, String text) {
        // a variable's name may be shown, and tells which one
        return (kind == Pasted.UNSET_VARIABLE ? Quoted.value(text.strip()) + ", " : "") + kind.what();
    }

    private static Fix fix(Pasted kind) {
        return switch (kind) {
            case UNSET_VARIABLE, NOTHING -> Fix.of("set that variable in the CI system and let this step see it; runs"
                    + " of forks and other branches may not get secrets");
            case SECRET_ADDRESS -> Fix.of("let the tool that keeps it fetch it before sfjwt starts, or hand it over: ",
                    Fix.command("get-token", "--key-file", "-"), " reads the key from stdin");
            case MASKED -> Fix.of("take the key from where it was made (server.key); what logs and settings pages show"
                    + " is not the value");
            case SHORTENED -> Fix.of("copy the whole text of server.key, from its BEGIN line to its END line");
            case JSON_WEB_TOKEN -> Fix.of("give the private key that signs (server.key); sfjwt makes the assertion"
                    + " itself");
            case SFDX_AUTH_URL, ACCESS_TOKEN, REFRESH_TOKEN -> Fix.of("give the private key (server.key); that value is"
                    + " a login of its own: keep it secret, and revoke it if others have seen it");
            case CONSUMER_KEY -> Fix.of("it goes to ", Input.CONSUMER_KEY, "; the private key is server.key");
            case CONSUMER_SECRET -> Fix.of("give the private key (server.key); this login needs no secret of the app");
            case FINGERPRINT, THUMBPRINT -> Fix.of("it tells which certificate is meant; give the private key that was"
                    + " made with that certificate: server.key");
            case ENCRYPTED_HEX -> Fix.of("decrypt it with the tool that made it, and give what comes out: a text that"
                    + " begins with -----BEGIN");
            case WEB_ADDRESS -> Fix.of("it goes to ", Input.LOGIN_URL, "; the private key is server.key");
            case USERNAME -> Fix.of("it goes to ", Input.USERNAME, "; the private key is server.key");
            case PATH -> Fix.of("a path goes to ", Input.KEY_FILE, " or into SFJWT_PRIVATE_KEY_FILE; here the whole"
                    + " text of the key is wanted");
            default -> Fix.of("give the private key (server.key)");
        };
    }

    /** A private key of a kind that cannot sign RS256. */
    static Failure algorithm(String name, Named where) {
        return Failure.file("key_wrong_algorithm",
                where + " is " + name + "; Salesforce takes RS256, which needs an RSA key", NEW_KEY);
    }

    /** As {@link #algorithm(String, Named)}, from the object identifier in PKCS#8. */
    static Failure algorithmOf(String oid, Named where) {
        return algorithm(switch (oid) {
            case "1.2.840.113549.1.1.10" -> "an RSA-PSS private key";
            case "1.2.840.10045.2.1" -> "an EC private key";
            case "1.2.840.10040.4.1" -> "a DSA private key";
            case "1.2.840.113549.1.3.1" -> "a Diffie-Hellman private key";
            case "1.3.101.110" -> "an X25519 private key";
            case "1.3.101.111" -> "an X448 private key";
            case "1.3.101.112" -> "an Ed25519 private key";
            case "1.3.101.113" -> "an Ed448 private key";
            default -> "a private key of the algorithm " + oid;
        }, where);
    }

    /** OpenSSH's own form can be read; the key in it may be of another algorithm. */
    static void requireOpenSshRsa(byte[] content, Named where) {
        // the public half comes first, in the clear, and starts with the name of its algorithm
        String start = new String(content, 0, Math.min(content.length, 300), StandardCharsets.ISO_8859_1);
        if (start.contains("ssh-ed25519")) {
            throw algorithm("an Ed25519 private key (in OpenSSH's form)", where);
        }
        if (start.contains("ecdsa-sha2-")) {
            throw algorithm("an EC private key (in OpenSSH's form)", where);
        }
        if (start.contains("ssh-dss")) {
            throw algorithm("a DSA private key (in OpenSSH's form)", where);
        }
    }

    static Failure several(int count, Named where) {
        return Failure.file("key_several", where + " holds " + count + " private keys",
                "keep the one that belongs to the certificate in Salesforce, in a file of its own");
    }

    static Failure damaged(boolean cutOff, Named where) {
        return cutOff
                ? Failure.file("key_truncated", where + " is cut off: it promises more bytes than there are",
                        "copy it again, whole, from where it came")
                : Failure.file("key_damaged", where + " is damaged: its inner structure is not that of a private key",
                        "copy it again, in binary mode, from where it came");
    }

    private static Fix fix(Shape shape, Named where) {
        String file = where.inCommand();
        return switch (shape) {
            case CERTIFICATE -> Fix.of("name the private key that belongs to it: server.key, not server.crt");
            case CSR -> Fix.of("name the private key that it was made with: server.key, not server.csr");
            case PUBLIC_KEY, SSH_PUBLIC_KEY -> Fix.of("name the private key (server.key); its public half cannot sign");
            case PUTTY -> Fix.of("convert it: puttygen " + file + " -O private-openssh -o server.key");
            case PVK, MSBLOB -> Fix.of("convert it: openssl rsa -inform " + shape.name() + " -in " + file
                    + " -out server.key");
            case JSON -> Fix.of("name the key file; a jwt.json goes to ", Input.CONFIG);
            case HTML -> Fix.of("a log-in or error page was saved in its place; download the key again");
            case ZIP -> Fix.of("unpack it: unzip " + file);
            case GZIP -> Fix.of("unpack it: gunzip < " + file + " > unpacked.key");
            case OPENSSL_ENC -> decrypted("openssl enc -d -aes-256-cbc -pbkdf2 -in " + file + " -out server.key"
                    + " (add -a for base64)");
            case AGE -> decrypted("age --decrypt -i IDENTITY -o server.key " + file);
            case ANSIBLE_VAULT -> decrypted("ansible-vault decrypt --output server.key " + file);
            case SOPS -> decrypted("sops decrypt --output server.key " + file);
            case GIT_CRYPT -> decrypted("git-crypt unlock");
            case GIT_LFS -> Fix.of("fetch the file itself: git lfs pull");
            case EMPTY -> where.isFile() ? Fix.of("write the key again, or ", NEW_KEY)
                    : Fix.of("give it the whole text of server.key, BEGIN and END lines included");
            case BASE64 -> Fix.of(where.isFile() ? "decode it: base64 -d " + file + " > decoded.key"
                    : "give it the whole text of server.key, or base64 of the whole file");
            case TEXT, BINARY -> where.isFile()
                    ? Fix.of("name a file with a line -----BEGIN PRIVATE KEY-----, or ", NEW_KEY)
                    : Fix.of("give it the whole text of server.key; a path goes to SFJWT_PRIVATE_KEY_FILE");
            default -> NEW_KEY;
        };
    }

    private static Fix decrypted(String command) {
        return Fix.of("decrypt it, with what it was encrypted with: " + command);
    }
}
