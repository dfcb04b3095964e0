package lib.keys;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Kind;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys whose numbers fit together and whose signatures verify, and that anyone can compute. */
class WeakKeysTest {

    private static final Random RANDOM = new Random(20261126);
    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 17, 24, 33, 128, 512, 800})
    void primes_of_unlike_size_are_refused(int bits) {
        BigInteger q = bits == 17 ? BigInteger.valueOf(65539) : prime(bits);
        BigInteger p = prime(2050 - bits);
        Failure failure = bits % 2 == 0 ? refusal(p, q) : refusal(q, p);
        assertTrue(failure.getMessage().contains(" and " + q.bitLength() + " bits, and each should have about 10"),
                failure.getMessage());
    }

    @Test
    void neighbouring_primes_are_refused() {
        BigInteger p = prime(1024);
        assertClose(p, p.nextProbablePrime());
        assertClose(p.nextProbablePrime(), p);
        assertClose(p, p.add(prime(900)).nextProbablePrime());
        assertClose(p, p.shiftLeft(1).nextProbablePrime());
        assertClose(p, p.multiply(BigInteger.TEN).divide(BigInteger.valueOf(7)).nextProbablePrime());
    }

    @Test
    void a_small_private_exponent_is_refused() {
        BigInteger p = prime(1024);
        BigInteger q = prime(1024);
        BigInteger lambda = p.subtract(ONE).multiply(q.subtract(ONE));
        BigInteger d = prime(500);
        Failure failure = TestKeys.refusal(() -> read(p, q, d.modInverse(lambda), d));
        assertEquals("key_weak", failure.code());
        assertTrue(failure.getMessage().contains("(Wiener)"), failure.getMessage());
        BigInteger hidden = d.add(lambda.divide(p.subtract(ONE).gcd(q.subtract(ONE))));
        Failure same = TestKeys.refusal(() -> read(p, q, d.modInverse(lambda), hidden));
        assertEquals(failure.getMessage(), same.getMessage());
    }

    @Test
    void a_small_exponent_for_one_prime_is_refused() {
        BigInteger p = prime(1024);
        BigInteger q = Stream.generate(() -> prime(1024)).filter(one -> one.subtract(ONE).shiftRight(1)
                .gcd(p.subtract(ONE).multiply(F4)).equals(ONE)).findFirst().orElseThrow();
        BigInteger byP = prime(200);
        BigInteger byQ = F4.modInverse(q.subtract(ONE));
        // the d that is byP modulo p - 1 and byQ modulo q - 1; both differences are even
        BigInteger half = q.subtract(ONE).shiftRight(1);
        BigInteger d = byP.add(p.subtract(ONE).multiply(byQ.subtract(byP).shiftRight(1)
                .multiply(p.subtract(ONE).shiftRight(1).modInverse(half)).mod(half)));
        BigInteger order = p.subtract(ONE).multiply(half);
        Failure failure = TestKeys.refusal(() -> read(p, q, d.modInverse(order), d));
        assertEquals("key_weak", failure.code(), failure.getMessage());
        assertTrue(failure.getMessage().contains("for one of the primes"), failure.getMessage());
    }

    @Test
    void primes_that_end_alike_are_refused() {
        BigInteger p = prime(1024);
        BigInteger q = p.mod(ONE.shiftLeft(300)).add(prime(1024).shiftRight(300).shiftLeft(300));
        while (!q.isProbablePrime(40)) {
            q = q.add(ONE.shiftLeft(300));
        }
        assertTrue(refusal(p, q).getMessage().contains("end in the same bits"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void a_prime_beside_a_number_of_small_factors_is_refused(int side) {
        BigInteger smooth = smooth();
        while (!smooth.subtract(BigInteger.valueOf(side)).isProbablePrime(40)) {
            smooth = smooth();
        }
        SigningKey key = read(prime(1024), smooth.subtract(BigInteger.valueOf(side)));
        Failure failure = TestKeys.refusal(() -> KeyCheck.run(key, Named.of("the key x")));
        assertEquals("key_weak", failure.code());
        assertTrue(failure.getMessage().contains("small factors only"), failure.getMessage());
    }

    /** With one factor of 39 bits. */
    private static BigInteger smooth() {
        BigInteger product = prime(39).shiftLeft(1);
        while (product.bitLength() < 1026) {
            product = product.multiply(prime(16));
        }
        return product;
    }

    @ParameterizedTest
    @ValueSource(ints = {2050, 3072})
    void the_shape_of_infineons_chips_is_refused(int bits) {
        Failure failure = refusal(infineonPrime(bits / 2), infineonPrime(bits / 2));
        assertTrue(failure.getMessage().contains("CVE-2017-15361"), failure.getMessage());
    }

    @Test
    void one_prime_of_that_shape_is_enough() {
        assertTrue(refusal(infineonPrime(1024), prime(1026)).getMessage().contains("CVE-2017-15361"));
    }

    @Test
    void primes_beside_a_round_number_or_a_few_bits_apart_are_refused() {
        BigInteger p = prime(1024);
        BigInteger round = BigInteger.valueOf(0xC001).shiftLeft(1008).nextProbablePrime();
        for (BigInteger q : List.of(round, p.flipBit(1000).nextProbablePrime(),
                p.flipBit(1015).flipBit(1010).flipBit(333).nextProbablePrime(),
                ONE.shiftLeft(1025).subtract(p).nextProbablePrime())) {
            assertTrue(refusal(p, q).getMessage().contains("can be guessed"));
        }
    }

    @Test
    void primes_that_repeat_themselves_or_each_other_are_refused() {
        BigInteger p = prime(1024);
        BigInteger half = ONE.shiftLeft(512);
        var text = new BigInteger(1, "The quick brown fox jumps over the dog. ".repeat(4).substring(0, 128).getBytes());
        var mirrored = new BigInteger(new StringBuilder(p.toString(2)).reverse().toString(), 2);
        for (BigInteger q : List.of(mirrored.setBit(1022), new BigInteger("f0e1d2c3".repeat(32), 16),
                new BigInteger("ab".repeat(128), 16), text.setBit(1023),
                p.mod(half).multiply(half).add(p.divide(half)).setBit(1023))) {
            SigningKey key = read(p, q.nextProbablePrime());
            assertEquals("key_weak", TestKeys.refusal(() -> KeyCheck.run(key, Named.of("the key x"))).code());
        }
    }

    @Test
    void a_modulus_alone_tells_the_same() {
        BigInteger p = prime(1024);
        for (int small : new int[] {3, 17, 65539, 131071}) {
            assertTrue(publicRefusal(prime(2040).multiply(BigInteger.valueOf(small))).getMessage()
                    .endsWith("its modulus is a multiple of " + small));
        }
        assertTrue(publicRefusal(p.multiply(p.nextProbablePrime())).getMessage().contains("(Fermat)"));
        assertTrue(publicRefusal(infineonPrime(1024).multiply(infineonPrime(1024))).getMessage().contains("ROCA"));
        assertDoesNotThrow(() -> WeakKeys.refusePublic(p.multiply(prime(1024)), Named.of("x")));
    }

    @Test
    void random_primes_pass() {
        for (int i = 0; i < 3; i++) {
            assertDoesNotThrow(() -> KeyCheck.run(read(prime(1024), prime(1024)), Named.of("x")));
        }
        assertDoesNotThrow(() -> read(prime(1020), prime(1030)));
    }

    private static void assertClose(BigInteger p, BigInteger q) {
        assertTrue(refusal(p, q).getMessage().contains("(Fermat)"));
    }

    private static Failure refusal(BigInteger p, BigInteger q) {
        Failure failure = TestKeys.refusal(() -> read(p, q));
        assertEquals("key_weak", failure.code(), failure.getMessage());
        assertEquals(Kind.CHECK, failure.kind());
        assertTrue(failure.fix().toString().contains("sfjwt generate-certs --force"), failure.fix().toString());
        return failure;
    }

    private static Failure publicRefusal(BigInteger modulus) {
        return TestKeys.refusal(() -> WeakKeys.refusePublic(modulus, Named.of("the key x")));
    }

    private static SigningKey read(BigInteger p, BigInteger q) {
        BigInteger phi = p.subtract(ONE).multiply(q.subtract(ONE));
        BigInteger e = Stream.iterate(F4, BigInteger::nextProbablePrime)
                .filter(one -> one.gcd(phi).equals(ONE)).findFirst().orElseThrow();
        return read(p, q, e, e.modInverse(phi));
    }

    private static SigningKey read(BigInteger p, BigInteger q, BigInteger e, BigInteger d) {
        try {
            return TestKeys.read(new RSAPrivateKey(p.multiply(q), e, d, p, q, d.mod(p.subtract(ONE)),
                    d.mod(q.subtract(ONE)), q.modInverse(p)).getEncoded());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static BigInteger prime(int bits) {
        return bits == 2 ? BigInteger.valueOf(3)
                : new BigInteger(bits, RANDOM).setBit(bits - 1).setBit(bits - 2).nextProbablePrime();
    }

    /** k M + (65537^a mod M), where M is the product of the first primes (Nemec and others, section 2.2). */
    private static BigInteger infineonPrime(int bits) {
        BigInteger product = ONE;
        for (BigInteger prime = BigInteger.TWO; product.bitLength() < bits - 60; prime = prime.nextProbablePrime()) {
            product = product.multiply(prime);
        }
        while (true) {
            BigInteger candidate = new BigInteger(bits - product.bitLength(), RANDOM).setBit(bits - product.bitLength())
                    .multiply(product).add(F4.modPow(new BigInteger(60, RANDOM), product));
            if (candidate.bitLength() >= bits && candidate.isProbablePrime(40)) {
                return candidate;
            }
        }
    }
}
