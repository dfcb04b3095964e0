package lib.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.failure.Warning;

/**
 * Whether a key that {@link PrivateKeys} has read is one: its primes are primes, and what it signs verifies.
 */
public final class KeyCheck {

    private static final BigInteger USUAL_EXPONENT = BigInteger.valueOf(65537);
    /** A wrong prime passes with a chance below 2 to the minus 64. */
    private static final int CERTAINTY = 64;

    private KeyCheck() {
    }

    private record Prime(boolean isOne, boolean isBesideSmooth) {

        static Prime of(BigInteger number) {
            return new Prime(number.isProbablePrime(CERTAINTY), WeakKeys.isBesideSmooth(number));
        }

        void require(String name, Named where) {
            RsaKey.require(isOne, where, name + " is not a prime");
            WeakKeys.refuseIf(isBesideSmooth, where, "a neighbour of its prime " + name
                    + " has small factors only (Pollard's p - 1, Williams' p + 1)");
        }
    }

    /**
     * The whole check; a key that stays in its token shows no numbers, and only its signature is checked.
     *
     * @param where how messages name the key
     * @return warnings about a key that is sound
     * @throws Failure {@code key_inconsistent}, {@code key_weak}, {@code pkcs11_signature_wrong}
     */
    public static List<Warning> run(SigningKey key, Named where) {
        key.numbers().ifPresent(numbers -> {
            // side by side: each takes a good part of the whole command's time
            var q = CompletableFuture.supplyAsync(() -> Prime.of(numbers.getPrimeQ()));
            Prime.of(numbers.getPrimeP()).require("p", where);
            q.join().require("q", where);
            WeakKeys.refuseIf(GuessablePrimes.areRepeated(numbers.getPrimeP(), numbers.getPrimeQ()), where,
                    WeakKeys.GUESSED);
        });
        if (key.isInToken() && !signatureVerifies(key)) {
            throw Failure.of(Kind.CHECK, "pkcs11_signature_wrong", where
                    + " makes no signature that its own public key verifies",
                    "check that the token allows this key to sign, and that no certificate of another key has its id");
        }
        RsaKey.require(key.isInToken() || signatureVerifies(key), where, "a signature made with it does not verify");
        BigInteger exponent = key.publicKey().getPublicExponent();
        return exponent.compareTo(USUAL_EXPONENT) < 0
                ? List.of(Warning.of("key_exponent", "the public exponent is " + exponent
                        + "; 65537 is usual, and smaller"
                        + " ones make some mistakes elsewhere exploitable"))
                : List.of();
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
}
