package lib.keys;

import lib.failure.Failure;

/**
 * Where the passphrase of an encrypted key comes from; asked only when a key turns out to be encrypted.
 */
@FunctionalInterface
public interface Passphrase {

    /** There is none: an encrypted key fails with {@code passphrase_needed}. */
    Passphrase NONE = what -> {
        throw needed(what);
    };

    /**
     * The passphrase, in an array that the reader of the key wipes after use.
     *
     * @param what names the key for a prompt: "private key certs/server.key"
     */
    char[] forKey(String what);

    /** The failure of a source that has no passphrase to give. */
    static Failure needed(String what) {
        return Failure.usage("passphrase_needed", what + " is encrypted and there is no passphrase",
                "set SFJWT_KEY_PASSPHRASE, give --passphrase-file FILE, or run on a terminal to be asked for it");
    }
}
