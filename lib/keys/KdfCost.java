package lib.keys;

import java.math.BigInteger;
import lib.failure.Failure;

/**
 * Caps on the work that an encrypted key may ask for before its passphrase can even be tried.
 *
 * <p>Whoever made the file chose the cost; without a cap it could hold a processor for days (CVE-2026-15055).
 */
final class KdfCost {

    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int MOST_MEMORY = 256 * 1024 * 1024;
    private static final int MOST_LANES = 16;

    private KdfCost() {
    }

    /** @return the iterations, at least 1 */
    static int iterations(BigInteger iterations, String where) {
        Der.require(iterations.signum() > 0);
        if (iterations.bitLength() > 31 || iterations.intValue() > MOST_ITERATIONS) {
            throw tooCostly(where, "more than " + MOST_ITERATIONS + " rounds of key derivation");
        }
        return iterations.intValue();
    }

    /** RFC 7914: memory is 128 N r bytes, time is p times that. */
    static void scrypt(BigInteger n, BigInteger r, BigInteger p, String where) {
        Der.require(n.signum() > 0 && n.bitCount() == 1 && n.bitLength() > 1 && r.signum() > 0 && p.signum() > 0);
        BigInteger memory = n.multiply(r).shiftLeft(7);
        if (memory.compareTo(BigInteger.valueOf(MOST_MEMORY)) > 0) {
            throw tooCostly(where, "more than " + MOST_MEMORY / 1024 / 1024 + " MiB of memory for key derivation");
        }
        if (p.compareTo(BigInteger.valueOf(MOST_LANES)) > 0) {
            throw tooCostly(where, "more than " + MOST_LANES + " parallel key derivations (scrypt p)");
        }
    }

    static Failure tooCostly(String where, String demand) {
        return Failure.file("key_kdf_too_costly", where + " is encrypted so that opening it takes " + demand,
                "encrypt it again at the usual cost, where it was made: openssl pkcs8 -topk8 -v2 aes-256-cbc");
    }
}
