package lib.pkcs11;

import java.util.List;

/**
 * The one token and the one key that a URI means, or why there is not one.
 */
final class TokenSearch {

    private static final int SHORTEST = 2048;

    private TokenSearch() {
    }

    /** @throws lib.failure.Failure {@code pkcs11_no_token}, {@code pkcs11_several_tokens}, {@code pkcs11_pin_locked} */
    static Token token(TokenUri uri, List<Token> all) {
        List<Token> fitting = all.stream().filter(token -> token.matches(uri)).toList();
        if (fitting.isEmpty()) {
            throw TokenFailures.noToken(uri, all);
        }
        if (fitting.size() > 1) {
            throw TokenFailures.severalTokens(uri, fitting);
        }
        if (fitting.getFirst().isLocked()) {
            throw TokenFailures.locked(fitting.getFirst());
        }
        return fitting.getFirst();
    }

    /** @throws lib.failure.Failure where the key is not one that may sign RS256 */
    static TokenObject usable(TokenUri uri, Token token, List<TokenObject> fitting) {
        if (fitting.size() > 1) {
            throw TokenFailures.severalKeys(uri, token, fitting);
        }
        TokenObject key = fitting.getFirst();
        if (!key.isRsa() || key.modulus() == null) {
            throw TokenFailures.wrongAlgorithm(uri);
        }
        if (key.modulus().bitLength() < SHORTEST) {
            throw TokenFailures.tooShort(uri, key.modulus().bitLength());
        }
        return key;
    }
}
