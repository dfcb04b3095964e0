package lib.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    PARAMETERS("parameters", "parameters that keys are made of"),
    SSH_PUBLIC_KEY("public_key", "a public key in OpenSSH's form", "ssh-rsa ", "ssh-dss ", "ssh-ed25519 ",
            "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "---- BEGIN SSH2 PUBLIC"),
    OPENSSH("openssh", "a private key in OpenSSH's own form", Shape.OPENSSH_START),
    PUTTY("putty", "a PuTTY private key (.ppk)", "PuTTY-User-Key-File"),
    PVK("microsoft", "a private key in Microsoft's form (.pvk)", "\u001E\u00F1\u00B5\u00B0"),
    MSBLOB("microsoft", "a private key as a Microsoft blob", "\7\2\0\0"),
    /** Often BER with a length left open, which {@link Der} does not read. */
    PKCS12("pkcs12", "a PKCS#12 key store (.p12, .pfx)", "0\u0080\2\1\3"),
    JKS("jks", "a Java key store (JKS)", "\u00FE\u00ED\u00FE\u00ED", "\u00CE\u00CE\u00CE\u00CE"),
    PGP("pgp", "a PGP key or message"),
    PKCS7("pkcs7", "a PKCS#7 bundle (.p7b)"),
    CRL("crl", "a certificate revocation list"),
    JWK("jwk", "a JSON Web Key"),
    JSON("json", "JSON"),
    HTML("html", "a web page"),
    XML("xml", "XML"),
    ZIP("zip", "a ZIP archive", "PK\3\4"),
    GZIP("gzip", "a gzip file", "\u001F\u008B"),
    OPENSSL_ENC("encrypted_file", "a file that openssl enc encrypted", "Salted__"),
    AGE("encrypted_file", "a file that age encrypted", "age-encryption.org/"),
    ANSIBLE_VAULT("encrypted_file", "a file that Ansible Vault encrypted", "$ANSIBLE_VAULT;"),
    SOPS("encrypted_file", "a file that sops encrypted"),
    GIT_CRYPT("encrypted_file", "a file that git-crypt has locked", "\0GITCRYPT\0"),
    GIT_LFS("git_lfs", "the pointer to a file in Git LFS", "version https://git-lfs"),
    EMPTY("empty", "empty"),
    BASE64("base64", "base64 text without BEGIN and END lines"),
    TEXT("unrecognized", "text that holds no key"),
    BINARY("unrecognized", "binary data of no known kind");

    static final String OPENSSH_START = "openssh-key-v1\0";

    private static final int LONGEST_START = 200;

    private final String code;
    private final String what;
    private final List<String> starts;

    /** @param starts what such a file begins with, a character for each byte; none where that does not tell */
    Shape(String code, String what, String... starts) {
        this.code = code;
        this.what = what;
        this.starts = List.of(starts);
    }

    /** The second half of a failure code: {@code key_is_certificate}, {@code cert_is_csr}. */
    String code() {
        return code;
    }

    /** Whether the content has a form that is not known. */
    boolean isFormless() {
        return this == EMPTY || this == BASE64 || this == TEXT || this == BINARY;
    }

    /** With its article, to follow "is". */
    String what() {
        return what;
    }

    /** @throws Der.Malformed for content that starts as DER does and does not go on so */
    static Shape of(byte[] content) {
        String start = new String(content, 0, Math.min(LONGEST_START, content.length), StandardCharsets.ISO_8859_1);
        return byStart(start)
                .orElseGet(() -> Der.isLikely(content) ? of(Der.of(content)) : ofText(Pem.text(content).strip()));
    }

    private static Optional<Shape> byStart(String content) {
        return Arrays.stream(values()).filter(shape -> shape.starts.stream().anyMatch(content::startsWith)).findFirst();
    }

    /** By the label where that is certain, else by the content. */
    static Shape of(Pem.Block block) {
        return switch (block.label()) {
            case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" -> CERTIFICATE;
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> CSR;
            case "PUBLIC KEY", "RSA PUBLIC KEY" -> PUBLIC_KEY;
            case "PKCS7", "CMS" -> PKCS7;
            case "X509 CRL" -> CRL;
            case "AGE ENCRYPTED FILE" -> AGE;
            case "DH PARAMETERS", "X9.42 DH PARAMETERS", "DSA PARAMETERS", "EC PARAMETERS" -> PARAMETERS;
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

    private static Shape ofText(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        Optional<Shape> known = byStart(text);
        if (known.isPresent()) {
            return known.get();
        }
        if (text.contains("ENC[AES256_GCM,")) {
            return SOPS;
        }
        String start = text.substring(0, Math.min(LONGEST_START, text.length())).toLowerCase(Locale.ROOT);
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
}
