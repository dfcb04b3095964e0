package lib.pkcs11;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;

/**
 * What can be wrong with a token or a key in it, and the way out.
 */
final class TokenFailures {

    static final Text ANOTHER_KEY = Text.of(Fix.command("generate-certs", "--key"),
            " with another object= name");

    private static final Map<Long, String> NAMES = Map.of(0x5L, "CKR_GENERAL_ERROR", 0x30L, "CKR_DEVICE_ERROR",
            0x32L, "CKR_DEVICE_REMOVED", 0xB5L, "CKR_SESSION_READ_ONLY", 0xE0L, "CKR_TOKEN_NOT_PRESENT",
            0xE1L, "CKR_TOKEN_NOT_RECOGNIZED", 0xE2L, "CKR_TOKEN_WRITE_PROTECTED", 0x101L, "CKR_USER_NOT_LOGGED_IN",
            0xD1L, "CKR_TEMPLATE_INCONSISTENT", 0x31L, "CKR_DEVICE_MEMORY");

    static String name(long answer) {
        return NAMES.getOrDefault(answer, "error 0x" + Long.toHexString(answer));
    }

    /** What the library answered, by the name that SunPKCS11 gives it. */
    static String answer(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Objects.toString(root.getMessage(), "with an error");
    }

    static Failure unusable(Path library, String why) {
        return Failure.file("pkcs11_module_unusable", library + " is not a PKCS#11 library that works here: " + why,
                "name the library of your token's maker, for this processor; SoftHSM also needs its tokens to be"
                        + " readable (SOFTHSM2_CONF)");
    }

    static Failure answered(long answer, Path library) {
        return failed(name(answer), library);
    }

    static Failure failed(String answer, Path library) {
        return Failure.file("pkcs11_failed", "the token's library " + library + " answered " + answer,
                "check that the token is plugged in and allows this; pkcs11-tool --module " + library
                        + " -T -O shows what it holds");
    }

    static Failure noToken(TokenUri uri, List<Token> all) {
        return Failure.file("pkcs11_no_token", "no token fits " + uri, all.isEmpty()
                ? "plug the token in; its library sees none at all (for SoftHSM check SOFTHSM2_CONF)"
                : "there " + (all.size() == 1 ? "is " : "are ") + list(all.stream().map(Token::uri).toList())
                        + "; correct the URI");
    }

    static Failure severalTokens(TokenUri uri, List<Token> fitting) {
        return Failure.file("pkcs11_several_tokens", fitting.size() + " tokens fit " + uri,
                "say which one in the URI: " + list(fitting.stream().map(Token::uri).toList()));
    }

    static Failure noKey(TokenUri uri, Token token, List<TokenObject> all) {
        return Failure.file("pkcs11_no_key", "token " + token.label() + " has no private key that fits " + uri,
                all.isEmpty() ? Fix.of("make one in it: ", Fix.command("generate-certs", "--key",
                        "pkcs11:" + token.uri() + ";object=sfjwt"))
                        : Fix.of("it has " + list(all.stream().map(TokenObject::uri).toList()) + "; correct the URI"));
    }

    static Failure severalKeys(TokenUri uri, Token token, List<TokenObject> fitting) {
        return Failure.file("pkcs11_several_keys", fitting.size() + " private keys in token " + token.label() + " fit "
                + uri, "say which one in the URI: " + list(fitting.stream().map(TokenObject::uri).toList()));
    }

    static Failure withoutCertificate(TokenUri uri, Token token) {
        return Failure.file("pkcs11_key_without_certificate", "the key of " + uri + " in token " + token.label()
                + " has no certificate beside it, and Java finds keys by their certificates",
                Fix.of("make one for that key: ", Fix.command("generate-certs", "--key", uri)));
    }

    static Failure wrongAlgorithm(TokenUri uri) {
        return Failure.file("key_wrong_algorithm", "the key of " + uri + " is not an RSA key; Salesforce takes RS256,"
                + " which needs one",
                Fix.of("make an RSA key in the token: ", ANOTHER_KEY));
    }

    static Failure tooShort(TokenUri uri, int bits) {
        return Failure.file("key_too_short", "the key of " + uri + " is an RSA key of " + bits
                + " bits; RS256 needs 2048", Fix.of("make a longer one: ", ANOTHER_KEY));
    }

    static Failure noMechanism(Token token, String what) {
        return Failure.file("pkcs11_mechanism_missing", "token " + token.label() + " cannot " + what,
                "use a token that can; pkcs11-tool -M lists what it does");
    }

    static Failure unnamed(TokenUri uri) {
        return Failure.usage("pkcs11_key_unnamed", "a new key needs a name, and " + uri + " gives none",
                "add ;object=NAME to the URI");
    }

    static Failure wrongPin(Token token) {
        return Failure.file("pkcs11_pin_wrong", "the PIN is not that of token " + token.label(),
                "check the PIN and where it comes from (--passphrase-file, pin-source, SFJWT_KEY_PASSPHRASE);"
                        + " do not try often: a token locks itself");
    }

    static Failure locked(Token token) {
        return Failure.file("pkcs11_pin_locked", "token " + token.label() + " is locked after too many wrong PINs",
                "unlock it with its SO PIN or PUK, by the tool of its maker (pkcs11-tool --init-pin)");
    }

    private static String list(List<String> uris) {
        return String.join(", ", uris);
    }
}
