package lib.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import lib.failure.Failure;
import lib.failure.Kind;

/**
 * Whether the numbers of an RSA key are those of a key: the relations of RFC 8017 3.2, and a signature that verifies.
 */
public final class RsaNumbers {

    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final BigInteger USUAL_EXPONENT = BigInteger.valueOf(65537);
    /** A wrong prime passes with a chance below 2 to the minus 64. */
    private static final int CERTAINTY = 64;

    private RsaNumbers() {
    }

    /**
     * The whole check, of a key that {@link PrivateKeys} has read; a key that stays in its token shows no numbers, and
     * only its signature is checked.
     *
     * @param where how messages name the key
     * @return warnings about a key that is sound
     * @throws Failure {@code key_inconsistent}, which names the relation that does not hold
     */
    public static List<String> check(SigningKey signingKey, String where) {
        signingKey.numbers().ifPresent(numbers -> {
            // side by side: each takes a good part of the whole command's time
            var q = CompletableFuture.supplyAsync(() -> numbers.getPrimeQ().isProbablePrime(CERTAINTY));
            require(numbers.getPrimeP().isProbablePrime(CERTAINTY), where, "p is not a prime");
            require(q.join(), where, "q is not a prime");
        });
        if (signingKey.isInToken()) {
            requireTokenSigns(signingKey, where);
        } else {
            require(signatureVerifies(signingKey), where, "a signature made with it does not verify");
        }
        BigInteger exponent = signingKey.publicKey().getPublicExponent();
        return exponent.compareTo(USUAL_EXPONENT) < 0
                ? List.of("the public exponent is " + exponent + "; 65537 is usual, and"
                        + " smaller ones make some mistakes elsewhere exploitable")
                : List.of();
    }

    /** What needs no more than a few divisions, so that it is done for every key read. */
    static void requireAgreement(RSAPrivateCrtKeySpec key, String where) {
        BigInteger e = key.getPublicExponent();
        BigInteger p = key.getPrimeP();
        BigInteger q = key.getPrimeQ();
        require(e.compareTo(THREE) >= 0 && e.testBit(0), where, "the public exponent is even or below 3");
        require(e.compareTo(key.getModulus()) < 0, where, "the public exponent is not below n");
        require(p.compareTo(ONE) > 0 && q.compareTo(ONE) > 0, where, "p or q is 1 or less");
        require(p.multiply(q).equals(key.getModulus()), where, "n is not p times q");
        require(!p.equals(q), where, "p and q are the same");
        BigInteger d = key.getPrivateExponent();
        require(isInverse(e, d, p.subtract(ONE)) && isInverse(e, d, q.subtract(ONE)), where, "d does not belong to e");
        require(key.getPrimeExponentP().equals(d.mod(p.subtract(ONE))), where, "dP is not d modulo p - 1");
        require(key.getPrimeExponentQ().equals(d.mod(q.subtract(ONE))), where, "dQ is not d modulo q - 1");
        require(isInverse(key.getCrtCoefficient(), q, p), where, "qInv is not the inverse of q modulo p");
    }

    private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
        return a.multiply(b).mod(modulus).equals(ONE.mod(modulus));
    }

    private static boolean signatureVerifies(SigningKey key) {
        byte[] message = "sfjwt checks a key".getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] signature = key.sign(message);
            Signature verifying = Signature.getInstance(SigningKey.ALGORITHM);
            verifying.initVerify(key.publicKey());
            verifying.update(message);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void requireTokenSigns(SigningKey key, String where) {
        if (!signatureVerifies(key)) {
            throw Failure.of(Kind.CHECK, "pkcs11_signature_wrong", where
                    + " makes no signature that its own public key verifies",
                    "check that the token allows this key to sign, and that no certificate of another key has its id");
        }
    }

    private static void require(boolean holds, String where, String otherwise) {
        if (!holds) {
            throw Failure.of(Kind.CHECK, "key_inconsistent",
                    where + " has the form of an RSA key, but its numbers do not fit together: " + otherwise,
                    "restore it from a backup, or make a new key and its certificate: sfjwt generate-certs --force");
        }
    }
}
