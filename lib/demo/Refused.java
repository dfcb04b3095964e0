package lib.demo;

/**
 * Thrown where a check of the token endpoint says no.
 */
final class Refused extends RuntimeException {

    private final TokenError refusal;

    Refused(TokenError refusal) {
        super(refusal.description(), null, false, false);
        this.refusal = refusal;
    }

    TokenError refusal() {
        return refusal;
    }
}
