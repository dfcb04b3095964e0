package lib.keys;

import java.math.BigInteger;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;

/**
 * Refuses RSA keys whose numbers fit together, and that all the same anyone can compute from their public half.
 */
final class WeakKeys {

    private static final int LARGEST_SMALL_FACTOR = 1 << 17;
    /** What is left beside small factors may be so long and still be found, by a second stage. */
    private static final int FOUND_BITS = 40;
    /** Of random primes of 1024 bits, one pair in 2 to the 100 lies closer (FIPS 186-5 A.1.3). */
    private static final int CLOSE_BITS = 100;
    private static final int MOST_PARTS = 16;
    private static final int FERMAT_STEPS = 100;
    /** The primes that tell (github.com/crocs-muni/roca, after Nemec and others, CCS 2017). */
    private static final int[] ROCA_PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};
    private static final int ROCA_GENERATOR = 65537;
    static final String GUESSED = "its primes have a pattern, and can be guessed for it";

    /** Computed when first needed; a login with a key in a file never needs them. */
    private static final class SmallPrimes {
        private static final int[] ALL = below(1 << 16).stream().toArray();

        private static BitSet below(int limit) {
            var primes = new BitSet(limit);
            primes.set(2, limit);
            for (int prime = 2; prime * prime < limit; prime = primes.nextSetBit(prime + 1)) {
                for (int multiple = prime * prime; multiple < limit; multiple += prime) {
                    primes.clear(multiple);
                }
            }
            return primes;
        }
    }

    /**
     * Of a key that shows its primes.
     *
     * @throws Failure {@code key_weak}, which says what is wrong
     */
    static void refuse(RSAPrivateCrtKeySpec key, Named where) {
        BigInteger p = key.getPrimeP();
        BigInteger q = key.getPrimeQ();
        int half = key.getModulus().bitLength() / 2;
        int shorter = Math.min(p.bitLength(), q.bitLength());
        // the time that elliptic curves take to find a factor depends on its size alone
        refuseIf(shorter < half - half / 8, where, "its primes have " + Math.max(p.bitLength(), q.bitLength())
                + " and " + shorter + " bits, and each should have about " + half);
        refuseIf(areClose(p, q, half - CLOSE_BITS), where, "its two primes lie so close together, or to a simple ratio"
                + " of each other, that the square root of their product leads to them (Fermat)");
        // R. Steinfeld and Y. Zheng, 2001; random primes end alike in so many bits once in 2 to the 100
        refuseIf(p.subtract(q).getLowestSetBit() >= CLOSE_BITS, where,
                "its two primes end in the same bits, which their product tells (Coppersmith)");
        refuseIf(GuessablePrimes.areFewPowersOfTwo(p, q), where, GUESSED);
        // M. Wiener, 1990; FIPS 186-5 A.1.1 wants more than half the bits, counted in the smallest equivalent
        refuseIf(key.getPrivateExponent().mod(order(p, q)).bitLength() <= half, where,
                "its private exponent is so small that it follows from the public one (Wiener)");
        // A. Takayasu, Y. Lu and L. Peng, 2017: up to an eighth of the modulus
        refuseIf(key.getPrimeExponentP().min(key.getPrimeExponentQ()).bitLength() <= half / 4, where,
                "its exponent for one of the primes is so small that it follows from the public one");
        // one such prime is enough, and is not seen in the product
        Stream.of(p, q).forEach(prime -> refuse(prime, where));
    }

    /** Private exponents that differ by a multiple of this are equivalent (RFC 8017 section 3.2). */
    private static BigInteger order(BigInteger p, BigInteger q) {
        BigInteger one = p.subtract(BigInteger.ONE);
        BigInteger other = q.subtract(BigInteger.ONE);
        return one.divide(one.gcd(other)).multiply(other);
    }

    /** Of a key that shows its modulus only. */
    static void refusePublic(BigInteger modulus, Named where) {
        for (int factor = 3; factor < LARGEST_SMALL_FACTOR; factor += 2) {
            refuseIf(modulus.mod(BigInteger.valueOf(factor)).signum() == 0, where,
                    "its modulus is a multiple of " + factor);
        }
        refuseIf(isProductOfNeighbours(modulus), where, "its two primes lie so close together that the square root of"
                + " their product leads to them (Fermat)");
        refuse(modulus, where);
    }

    /** Whether p - 1 or p + 1 has small factors only; takes a hundredth of a second, so that no login looks. */
    static boolean isBesideSmooth(BigInteger prime) {
        return Stream.of(prime.subtract(BigInteger.ONE), prime.add(BigInteger.ONE))
                .anyMatch(neighbour -> withoutSmallFactors(neighbour).bitLength() <= FOUND_BITS);
    }

    private static BigInteger withoutSmallFactors(BigInteger number) {
        BigInteger rest = number;
        for (int prime : SmallPrimes.ALL) {
            BigInteger factor = BigInteger.valueOf(prime);
            while (rest.mod(factor).signum() == 0) {
                rest = rest.divide(factor);
            }
        }
        return rest;
    }

    /** @param number a prime or the modulus */
    private static void refuse(BigInteger number, Named where) {
        refuseIf(IntStream.of(ROCA_PRIMES).allMatch(prime -> isPowerOfGenerator(number, prime)), where,
                "it has the shape of those that Infineon's chips made until 2017 (ROCA, CVE-2017-15361)");
    }

    private static boolean areClose(BigInteger p, BigInteger q, int bits) {
        for (int a = 1; a <= MOST_PARTS; a++) {
            for (int b = 1; b <= MOST_PARTS; b++) {
                BigInteger distance = p.multiply(BigInteger.valueOf(a)).subtract(q.multiply(BigInteger.valueOf(b)));
                if (distance.bitLength() <= bits) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isProductOfNeighbours(BigInteger modulus) {
        BigInteger middle = modulus.sqrt().add(BigInteger.ONE);
        for (int i = 0; i < FERMAT_STEPS; i++, middle = middle.add(BigInteger.ONE)) {
            if (middle.multiply(middle).subtract(modulus).sqrtAndRemainder()[1].signum() == 0) {
                return true;
            }
        }
        return false;
    }

    /** Those chips' primes, and so their products, are powers of 65537 modulo each of many small primes. */
    private static boolean isPowerOfGenerator(BigInteger modulus, int prime) {
        var powers = new BitSet(prime);
        int generator = ROCA_GENERATOR % prime;
        for (int power = 1; !powers.get(power); power = power * generator % prime) {
            powers.set(power);
        }
        return powers.get(modulus.mod(BigInteger.valueOf(prime)).intValue());
    }

    static void refuseIf(boolean weak, Named where, String why) {
        if (weak) {
            throw Failure.of(Kind.CHECK, "key_weak", "anyone can compute " + where + " from its certificate: " + why,
                    Fix.of("make a new key and its certificate, and replace the certificate in Salesforce: ",
                            Fix.command("generate-certs", "--force")));
        }
    }
}
