package lib.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a file turns out to be, told from its content alone: the things that people hand over in place of a private key.
 */
enum Shape {
    PKCS8("private_key", "a private key"),
    PKCS1("private_key", "a private key"),
    SEC1("private_key", "an EC private key"),
    DSA("private_key", "a DSA private key"),
    ENCRYPTED_PKCS8("private_key", "an encrypted private key"),
    CERTIFICATE("certificate", "a certificate"),
    CSR("csr", "a certificate signing request"),
    PUBLIC_KEY("public_key", "a public key"),
    SSH_PUBLIC_KEY("public_key", "a public key in OpenSSH's form"),
    OPENSSH("openssh", "a private key in OpenSSH's own form"),
    PUTTY("putty", "a PuTTY private key (.ppk)"),
    PKCS12("pkcs12", "a PKCS#12 key store (.p12, .pfx)"),
    JKS("jks", "a Java key store (JKS)"),
    PGP("pgp", "a PGP key or message"),
    PKCS7("pkcs7", "a PKCS#7 bundle (.p7b)"),
    CRL("crl", "a certificate revocation list"),
    JWK("jwk", "a JSON Web Key"),
    JSON("json", "JSON"),
    HTML("html", "a web page"),
    XML("xml", "XML"),
    ZIP("zip", "a ZIP archive"),
    EMPTY("empty", "empty"),
    BASE64("base64", "base64 text without BEGIN and END lines"),
    TEXT("unrecognized", "text that holds no key"),
    BINARY("unrecognized", "binary data of no known kind");

    static final byte[] OPENSSH_MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    private final String code;
    private final String what;

    Shape(String code, String what) {
        this.code = code;
        this.what = what;
    }

    /** The second half of a failure code: {@code key_is_certificate}, {@code cert_is_csr}. */
    String code() {
        return code;
    }

    /** Whether the content has none of the known forms. */
    boolean isFormless() {
        return this == EMPTY || this == BASE64 || this == TEXT || this == BINARY;
    }

    /** With its article, to follow "is". */
    String what() {
        return what;
    }

    /** @throws Der.Malformed for content that starts as DER does and does not go on so */
    static Shape of(byte[] content) {
        if (startsWith(content, OPENSSH_MAGIC)) {
            return OPENSSH;
        }
        if (startsWith(content, new byte[] {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED})
                || startsWith(content, new byte[] {(byte) 0xCE, (byte) 0xCE, (byte) 0xCE, (byte) 0xCE})) {
            return JKS;
        }
        if (startsWith(content, new byte[] {'P', 'K', 3, 4})) {
            return ZIP;
        }
        // PKCS#12 is often BER with a length left open, which Der does not read
        if (startsWith(content, new byte[] {0x30, (byte) 0x80, 2, 1, 3})) {
            return PKCS12;
        }
        return Der.isLikely(content) ? of(Der.of(content)) : ofText(Pem.text(content));
    }

    /** By the label where that is certain, else by the content. */
    static Shape of(Pem.Block block) {
        return switch (block.label()) {
            case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" -> CERTIFICATE;
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> CSR;
            case "PUBLIC KEY", "RSA PUBLIC KEY" -> PUBLIC_KEY;
            case "PKCS7", "CMS" -> PKCS7;
            case "X509 CRL" -> CRL;
            default -> block.label().startsWith("PGP ") ? PGP : of(block.bytes());
        };
    }

    static Shape of(Der der) {
        List<Der> members = der.members();
        Der.require(members.size() >= 2);
        Der second = members.get(1);
        Der last = members.getLast();
        return switch (members.getFirst().tag()) {
            case Der.INTEGER -> ofNumbered(members, second);
            case Der.OID -> PKCS7;
            case Der.SEQUENCE -> switch (last.tag()) {
                case Der.OCTET_STRING -> ENCRYPTED_PKCS8;
                case Der.BIT_STRING -> members.size() == 2 ? PUBLIC_KEY : ofSigned(members.getFirst().members());
                default -> BINARY;
            };
            default -> BINARY;
        };
    }

    static boolean isBase64(String text) {
        String stripped = text.strip();
        return !stripped.isEmpty() && stripped.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9' || "+/-_= \t\r\n".indexOf(c) >= 0);
    }

    private static Shape ofNumbered(List<Der> members, Der second) {
        boolean numbersOnly = members.stream().allMatch(m -> m.tag() == Der.INTEGER);
        if (second.tag() == Der.SEQUENCE) {
            return members.size() >= 3 && members.get(2).tag() == Der.OCTET_STRING ? PKCS8 : PKCS12;
        }
        if (second.tag() == Der.OCTET_STRING) {
            return SEC1;
        }
        return switch (members.size()) {
            case 2 -> numbersOnly ? PUBLIC_KEY : BINARY;
            case 6 -> numbersOnly ? DSA : BINARY;
            case 9 -> numbersOnly ? PKCS1 : BINARY;
            // of more than two primes: the further ones are in a SEQUENCE
            case 10 -> members.getLast().tag() == Der.SEQUENCE ? PKCS1 : BINARY;
            default -> BINARY;
        };
    }

    /** A certificate, a request and a revocation list are all (content, algorithm, signature). */
    private static Shape ofSigned(List<Der> content) {
        if (content.size() >= 6) {
            return content.stream().filter(m -> m.tag() == Der.SEQUENCE).count() >= 4 ? CERTIFICATE : CRL;
        }
        boolean csr = content.size() >= 3 && content.getFirst().tag() == Der.INTEGER
                && content.get(2).tag() == Der.SEQUENCE && content.get(2).members().size() == 2
                && content.get(2).member(1).tag() == Der.BIT_STRING;
        return csr ? CSR : CRL;
    }

    private static Shape ofText(String whole) {
        String text = whole.strip();
        String start = text.substring(0, Math.min(200, text.length())).toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return EMPTY;
        }
        if (start.startsWith("putty-user-key-file")) {
            return PUTTY;
        }
        if (start.matches("(?s)(ssh-(rsa|dss|ed25519)|ecdsa-sha2-|sk-(ssh|ecdsa)|---- begin ssh2 public).*")) {
            return SSH_PUBLIC_KEY;
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return text.contains("\"kty\"") ? JWK : JSON;
        }
        if (start.startsWith("<")) {
            return start.contains("<!doctype html") || start.contains("<html") ? HTML : XML;
        }
        if (isBase64(text) && text.length() > 100) {
            return BASE64;
        }
        return text.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c)) ? BINARY : TEXT;
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length
                && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }
}
