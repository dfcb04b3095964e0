package lib.keys;

import java.math.BigInteger;
import java.util.Set;
import lib.failure.Failure;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Caps on the work that an encrypted key may ask for before its passphrase can even be tried.
 *
 * <p>Whoever made the file chose the cost; without a cap it could hold a processor for days (CVE-2026-15055).
 */
final class KdfCost {

    private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(10_000_000);
    private static final int MOST_MEMORY = 256 * 1024 * 1024;
    private static final int MOST_LANES = 16;
    /** PBMAC1 (RFC 9579) frames its key derivation as PBES2 does. */
    private static final Set<String> WITH_KDF = Set.of(PKCSObjectIdentifiers.id_PBES2.getId(),
            PKCSObjectIdentifiers.id_PBMAC1.getId());

    /** The rounds that an encryption takes; those of scrypt count as one, once its memory is within the cap. */
    static BigInteger rounds(AlgorithmIdentifier encryption, Named where) {
        if (!WITH_KDF.contains(encryption.getAlgorithm().getId())) {
            // those of PKCS#12 and of PBES1 have the same two parameters
            return positive(PKCS12PBEParams.getInstance(encryption.getParameters()).getIterations());
        }
        KeyDerivationFunc kdf = PBES2Parameters.getInstance(encryption.getParameters()).getKeyDerivationFunc();
        if (kdf.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
            checkScrypt(ScryptParams.getInstance(kdf.getParameters()), where);
            return BigInteger.ONE;
        }
        return positive(PBKDF2Params.getInstance(kdf.getParameters()).getIterationCount());
    }

    /** @throws Failure {@code key_kdf_too_costly} */
    static void check(BigInteger rounds, Named where) {
        if (rounds.compareTo(MOST_ROUNDS) > 0) {
            throw tooCostly(where, "more than " + MOST_ROUNDS + " rounds of key derivation");
        }
    }

    /** A key length may be given beside the cipher, which has its own; a different one is damage. */
    static void requireKeyLength(KeyDerivationFunc kdf, int bytes) {
        BigInteger given = kdf.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)
                ? ScryptParams.getInstance(kdf.getParameters()).getKeyLength()
                : PBKDF2Params.getInstance(kdf.getParameters()).getKeyLength();
        Der.require(given == null || given.equals(BigInteger.valueOf(bytes)));
    }

    static Failure tooCostly(Named where, String demand) {
        return tooCostly(where, demand, "openssl pkcs8 -topk8 -v2 aes-256-cbc");
    }

    static Failure tooCostly(Named where, String demand, String command) {
        return Failure.file("key_kdf_too_costly", where + " is encrypted so that opening it takes " + demand,
                "encrypt it again at the usual cost, where it was made: " + command);
    }

    /** RFC 7914: N is a power of two and below 2^(128 r / 8); memory is 128 N r bytes, time is p times that. */
    private static void checkScrypt(ScryptParams scrypt, Named where) {
        BigInteger n = positive(scrypt.getCostParameter());
        BigInteger r = positive(scrypt.getBlockSize());
        BigInteger p = positive(scrypt.getParallelizationParameter());
        Der.require(n.bitCount() == 1 && n.bitLength() > 1 && (r.compareTo(BigInteger.ONE) > 0 || n.bitLength() <= 16));
        if (n.multiply(r).shiftLeft(7).compareTo(BigInteger.valueOf(MOST_MEMORY)) > 0) {
            throw tooCostly(where, "more than " + MOST_MEMORY / 1024 / 1024 + " MiB of memory for key derivation");
        }
        if (p.compareTo(BigInteger.valueOf(MOST_LANES)) > 0) {
            throw tooCostly(where, "more than " + MOST_LANES + " parallel key derivations (scrypt p)");
        }
    }

    private static BigInteger positive(BigInteger number) {
        Der.require(number.signum() > 0);
        return number;
    }
}
