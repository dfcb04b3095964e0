package lib.keys;

import java.math.BigInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Primes that have a pattern, and that can be guessed for it: random ones have none, to a chance of 1 in 2 to the 70.
 */
final class GuessablePrimes {

    private static final int NARROWEST = 128;

    /**
     * Whether a prime, or what the two are apart or together, is a few powers of 2 added and taken away: beside a round
     * number, or all of it but some bits.
     */
    static boolean areFewPowersOfTwo(BigInteger p, BigInteger q) {
        return Stream.of(p, q, p.subtract(q).abs(), p.add(q)).filter(number -> number.bitLength() > NARROWEST)
                .anyMatch(GuessablePrimes::isFewPowersOfTwo);
    }

    /** As few as a number can be written with (the non-adjacent form) are a third of the bits of a random one. */
    private static boolean isFewPowersOfTwo(BigInteger number) {
        return number.xor(number.multiply(BigInteger.valueOf(3))).bitCount() * 4 < number.bitLength();
    }

    /** Whether the bits of one repeat, invert or mirror those of the other or its own, wherever they begin. */
    static boolean areRepeated(BigInteger p, BigInteger q) {
        int half = Math.min(p.bitLength(), q.bitLength()) / 2;
        return IntStream.rangeClosed(1, half).anyMatch(by -> isRepeated(p, p, by) || isRepeated(q, q, by))
                || IntStream.rangeClosed(0, half).anyMatch(by -> isRepeated(p, q, by) || isRepeated(q, p, by))
                || isRepeated(p, mirrored(q), 0) || isRepeated(p, mirrored(p), 0) || isRepeated(q, mirrored(q), 0);
    }

    private static BigInteger mirrored(BigInteger number) {
        return new BigInteger(new StringBuilder(number.toString(2)).reverse().toString(), 2);
    }

    private static boolean isRepeated(BigInteger one, BigInteger other, int by) {
        int width = Math.min(one.bitLength() - by, other.bitLength());
        BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
        int unlike = one.shiftRight(by).xor(other).and(mask).bitCount();
        return unlike < width / 4 || unlike > width - width / 4; // of random ones, a half
    }
}
