package lib.keys;

import java.nio.charset.StandardCharsets;
import lib.failure.Failure;
import lib.text.ShellQuote;

/**
 * The refusals of what is not a usable private key: what it is, and the command that gets from there to a key.
 */
final class NotAKey {

    private static final String NEW_KEY = "make an RSA key and its certificate: sfjwt generate-certs";
    private static final String FILE_PREFIX = "private key ";

    private NotAKey() {
    }

    static Failure because(Shape shape, String where) {
        return Failure.file("key_is_" + shape.code(), where + " is " + shape.what()
                + (shape == Shape.EMPTY ? "" : ", not a private key that sfjwt can use"), fix(shape, where));
    }

    /** A private key of a kind that cannot sign RS256. */
    static Failure algorithm(String name, String where) {
        return Failure.file("key_wrong_algorithm",
                where + " is " + name + "; Salesforce takes RS256, which needs an RSA key", NEW_KEY);
    }

    /** As {@link #algorithm(String, String)}, from the object identifier in PKCS#8. */
    static Failure algorithmOf(String oid, String where) {
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

    /** OpenSSH's own form can be converted when it holds RSA, and only then. */
    static Failure openSsh(byte[] content, String where) {
        // the public half comes first, in the clear, and starts with the name of its algorithm
        String start = new String(content, 0, Math.min(content.length, 300), StandardCharsets.ISO_8859_1);
        if (start.contains("ssh-ed25519")) {
            return algorithm("an Ed25519 private key (in OpenSSH's form)", where);
        }
        if (start.contains("ecdsa-sha2-")) {
            return algorithm("an EC private key (in OpenSSH's form)", where);
        }
        if (start.contains("ssh-dss")) {
            return algorithm("a DSA private key (in OpenSSH's form)", where);
        }
        return because(Shape.OPENSSH, where);
    }

    static Failure several(int count, String where) {
        return Failure.file("key_several", where + " holds " + count + " private keys",
                "keep the one that belongs to the certificate in Salesforce, in a file of its own");
    }

    static Failure damaged(boolean cutOff, String where) {
        return cutOff
                ? Failure.file("key_truncated", where + " is cut off: it promises more bytes than there are",
                        "copy it again, whole, from where it came")
                : Failure.file("key_damaged", where + " is damaged: its inner structure is not that of a private key",
                        "copy it again, in binary mode, from where it came");
    }

    private static String fix(Shape shape, String where) {
        String file = file(where);
        return switch (shape) {
            case CERTIFICATE -> "name the private key that belongs to it: server.key, not server.crt";
            case CSR -> "name the private key that it was made with: server.key, not server.csr";
            case PUBLIC_KEY, SSH_PUBLIC_KEY -> "name the private key (server.key); its public half cannot sign";
            case OPENSSH -> "convert it in place: ssh-keygen -p -m PEM -f " + file;
            case PUTTY -> "convert it: puttygen " + file + " -O private-openssh -o server.key";
            case PKCS12 -> "take the key out: openssl pkcs12 -in " + file + " -nocerts -nodes -out server.key";
            case JKS -> "take the key out: keytool -importkeystore -srckeystore " + file + " -destkeystore server.p12"
                    + " -deststoretype PKCS12, then: openssl pkcs12 -in server.p12 -nocerts -nodes -out server.key";
            case JWK -> "convert it to PEM, or " + NEW_KEY;
            case JSON -> "name the key file; a jwt.json goes to --config";
            case HTML -> "a log-in or error page was saved in its place; download the key again";
            case ZIP -> "unpack it: unzip " + file;
            case EMPTY -> where.startsWith(FILE_PREFIX)
                    ? "write the key again, or " + NEW_KEY
                    : "give it the whole text of server.key, BEGIN and END lines included";
            case BASE64 -> where.startsWith(FILE_PREFIX)
                    ? "decode it: base64 -d " + file + " > server.key"
                    : "give it the whole text of server.key, or base64 of the whole file";
            case TEXT, BINARY -> where.startsWith(FILE_PREFIX)
                    ? "name a file with a line -----BEGIN PRIVATE KEY-----, or " + NEW_KEY
                    : "give it the whole text of server.key; a path goes to SFJWT_PRIVATE_KEY_FILE";
            default -> NEW_KEY;
        };
    }

    /** The path within "private key PATH", for a command to type. */
    private static String file(String where) {
        return where.startsWith(FILE_PREFIX) ? ShellQuote.sh(where.substring(FILE_PREFIX.length())) : "FILE";
    }
}
