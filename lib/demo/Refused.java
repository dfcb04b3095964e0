package lib.demo;

/**
 * Thrown where a check of the token endpoint says no.
 */
final class Refused extends RuntimeException {

    private final Refusal refusal;

    Refused(Refusal refusal) {
        super(refusal.description(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
