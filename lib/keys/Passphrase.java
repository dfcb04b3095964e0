package lib.keys;

import lib.failure.Failure;

/**
 * Where the passphrase of an encrypted key and the PIN of a token come from; asked only when one is needed.
 */
@FunctionalInterface
public interface Passphrase {

    /** There is none: an encrypted key fails with {@code passphrase_needed}. */
    Passphrase NONE = what -> {
        throw Failure.usage("passphrase_needed", what + " is encrypted and there is no passphrase",
                "set SFJWT_KEY_PASSPHRASE, give --passphrase-file FILE, or run on a terminal to be asked for it");
    };

    /**
     * The passphrase, in an array that the reader of the key wipes after use; a source that has none fails.
     *
     * @param what names the key for a prompt: "private key certs/server.key"
     */
    char[] forKey(String what);

    /** Told that the last answer does not open the key. Whether there will be another one, as from a person. */
    default boolean refused(String what) {
        return false;
    }

    /** The PIN of a token, as {@link #forKey}. */
    default char[] forToken(String token) {
        throw Failure.usage("pkcs11_pin_needed", token + " wants a PIN and there is none",
                "set SFJWT_KEY_PASSPHRASE, give --passphrase-file FILE, add ?pin-source=file:/PATH to the URI, or"
                        + " run on a terminal to be asked for it");
    }

    /** The library that speaks to a token whose URI names none; null for none. */
    default String tokenLibrary() {
        return null;
    }
}
