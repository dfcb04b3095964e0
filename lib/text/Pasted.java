package lib.text;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a text looks like, from the text alone: the values that people paste into each other's places.
 *
 * <p>The reader of a key, of a Consumer Key, of a username asks when the value is not what it should be, and names it.
 */
public enum Pasted {
    PRIVATE_KEY("private_key", "a private key", "(?s).*-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----.*"),
    CERTIFICATE("certificate", "a certificate", "(?s).*-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----.*"),
    CSR("csr", "a certificate signing request", "(?s).*-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----.*"),
    PUBLIC_KEY("public_key", "a public key",
            "(?s).*-----BEGIN (?:RSA )?PUBLIC KEY-----.*|(?s)(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\\S+) \\S+.*"),
    PUTTY("putty", "a PuTTY private key (.ppk)", "(?is)putty-user-key-file-.*"),
    AGE_IDENTITY("age_identity", "an age identity, which decrypts files and signs nothing",
            "(?:#[^\\n]*\\n\\s*)*+AGE-(?:SECRET-KEY|PLUGIN)-\\w[\\w-]+"),
    UNSET_VARIABLE("unset_variable", "the name of a variable that was never filled in", "\\$\\([\\w.-]+\\)"
            + "|\\$\\{[\\w.:-]+\\}|\\$\\{\\{.{1,200}\\}\\}|\\{\\{.{1,200}\\}\\}|\\$\\[.{1,200}\\]|\\$\\w+|%\\w+%"
            + "|#\\{[\\w.-]+\\}#?|__\\w+__|@@\\w+@@"),
    /** What programs print for a value that they do not have; as an org's name it would be sent to a stranger's org. */
    NOTHING("nothing", "a word for nothing, from a program that had no value to fill in",
            "(?i)null|undefined|nil|none|nan|<(?:null|undefined|nil|none|no value)>"),
    PLACEHOLDER("placeholder", "the placeholder of an example",
            "(?i)your(?:[_-][a-z0-9]+)+|<(?:your|my|the)\\b[^<>@]{1,100}>"),
    SECRET_ADDRESS("secret_address", "the address of a secret that was never fetched",
            "(?i)(?:op|vault|gcp|gsm|aws|awssm|ssm|azurekv|keyvault|ref\\+[a-z0-9]+|doppler|bws)://\\S+|vault:\\S+"
                    + "|arn:aws[a-z-]*:(?:secretsmanager|ssm|kms):\\S+|projects/[^/\\s]+/secrets/\\S+"
                    + "|@Microsoft\\.KeyVault\\(.{1,500}\\)"),
    MASKED("masked", "a mask, as logs and settings pages show a secret", "[*•●]{3,}|[xX]{8,}"
            + "|[\\[(<](?i:masked|redacted|filtered|hidden|secret|not shown)[\\])>]"),
    SHORTENED("shortened", "a shortened value", "[\\w.+/=-]{4,}(?:\\.{3,}|…)[\\w.+/=-]*"),
    JSON_WEB_TOKEN("jwt", "a signed assertion or another JSON Web Token (eyJ…)",
            "eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*(?:\\.[\\w-]*)*"),
    SFDX_AUTH_URL("sfdx_auth_url", "an SFDX auth URL (force://…)", "force://\\S+"),
    ACCESS_TOKEN("access_token", "an access token of Salesforce", "00D\\w{12,15}!\\S+"),
    REFRESH_TOKEN("refresh_token", "a refresh token of Salesforce", "5Aep861\\S{20,}"),
    ORG_ID("org_id", "the ID of an org", "00D\\w{12}(?:\\w{3})?"),
    CONSUMER_KEY("consumer_key", "a Consumer Key", "3MVG\\S{20,}"),
    /** The digest of a certificate in {@code openssl x509 -fingerprint}'s and ssh-keygen's notation. */
    FINGERPRINT("fingerprint", "a fingerprint",
            "(?i)(?:[\\w-]+ Fingerprint=)?(?:[0-9A-F]{2}:){15,63}[0-9A-F]{2}"
                    + "|SHA256:[\\w+/]{43}=?|MD5:[0-9A-F:]{32,47}"),
    THUMBPRINT("thumbprint", "40 hex digits, like the SHA-1 fingerprint of a certificate", "[0-9A-Fa-f]{40}"),
    /** 64 upper-case hex digits; of older apps, up to 19 decimal ones. */
    CONSUMER_SECRET("consumer_secret", "a Consumer Secret", "[0-9A-F]{64}|[0-9]{15,19}"),
    ENCRYPTED_HEX("encrypted_hex", "the encrypted file of another tool (hex digits, a colon, hex digits)",
            "(?i)[0-9A-F]{16,}(?::[0-9A-F]{16,}){1,3}"),
    UUID("uuid", "a UUID, as other systems number their things",
            "(?i)\\{?[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\\}?"),
    WEB_ADDRESS("url", "a web address", "(?i)https?://\\S+"),
    USERNAME("username", "a username or an e-mail address", "[^\\s@/\\\\]+@[^\\s@/\\\\]+\\.[^\\s@/\\\\]+"),
    PATH("path", "the path of a file", "(?:file:/{0,2})?(?:(?:~|\\.{0,2}|[A-Za-z]:)[/\\\\][^\\r\\n]{1,1000}"
            + "|[^\\s=:*]{1,255}\\.(?i:key|pem|p8|p12|pfx|jks|der|crt|cer|csr|ppk|json|enc))");

    private final String code;
    private final String what;
    private final Pattern pattern;

    Pasted(String code, String what, String pattern) {
        this.code = code;
        this.what = what;
        this.pattern = Pattern.compile(pattern);
    }

    /** The first kind that the whole text looks like, blanks and quotes around it aside. */
    public static Optional<Pasted> of(String text) {
        String bare = text.strip().replaceFirst("^([\"'`])(.*)\\1$", "$2").strip();
        return Arrays.stream(values()).filter(kind -> kind.pattern.matcher(bare).matches()).findFirst();
    }

    /** The second half of a failure's code: {@code key_is_fingerprint}. */
    public String code() {
        return code;
    }

    /** With its article, to follow "is"; never the text itself, which may be a secret. */
    public String what() {
        return what;
    }
}
