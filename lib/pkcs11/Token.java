package lib.pkcs11;

import java.util.List;

/**
 * A token in its slot, as it describes itself before anybody logs in.
 *
 * @param index of the slot in the library's list
 */
record Token(long slot, int index, String label, String manufacturer, String model, String serial, long flags) {

    private static final long LOGIN_REQUIRED = 0x4;
    private static final long PIN_PAD = 0x100;
    private static final long INITIALIZED = 0x400;
    private static final long FINAL_TRY = 0x20000;
    private static final long LOCKED = 0x40000;

    /**
     * The one that a URI means.
     *
     * @throws lib.failure.Failure {@code pkcs11_no_token}, {@code pkcs11_several_tokens}, {@code pkcs11_pin_locked}
     */
    static Token of(TokenUri uri, List<Token> all) {
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

    boolean isInitialized() {
        return has(INITIALIZED);
    }

    boolean wantsPin() {
        return has(LOGIN_REQUIRED);
    }

    /** Whether the PIN is typed at the token itself. */
    boolean hasPinPad() {
        return has(PIN_PAD);
    }

    boolean isLastTry() {
        return has(FINAL_TRY);
    }

    boolean isLocked() {
        return has(LOCKED);
    }

    private boolean matches(TokenUri uri) {
        return label.equals(uri.get("token", label)) && manufacturer.equals(uri.get("manufacturer", manufacturer))
                && model.equals(uri.get("model", model)) && serial.equals(uri.get("serial", serial))
                && slot == Long.parseLong(uri.get("slot-id", Long.toString(slot)));
    }

    /** For a list to choose from. */
    String uri() {
        return "token=" + TokenUri.encoded(label) + ";serial=" + TokenUri.encoded(serial);
    }

    private boolean has(long flag) {
        return (flags & flag) != 0;
    }
}
