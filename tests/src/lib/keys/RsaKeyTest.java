package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Random;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.failure.Warning;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.junit.jupiter.api.Test;

class RsaKeyTest {

    private static final BigInteger TWO = BigInteger.TWO;
    private static final RSAPrivateCrtKey KEY = TestKeys.read("pkcs1.der").numbers().orElseThrow();
    private static final BigInteger N = KEY.getModulus();
    private static final BigInteger E = KEY.getPublicExponent();
    private static final BigInteger D = KEY.getPrivateExponent();
    private static final BigInteger P = KEY.getPrimeP();
    private static final BigInteger Q = KEY.getPrimeQ();
    private static final BigInteger DP = KEY.getPrimeExponentP();
    private static final BigInteger DQ = KEY.getPrimeExponentQ();
    private static final BigInteger Q_INV = KEY.getCrtCoefficient();

    @Test
    void a_key_of_openssl_passes() {
        assertEquals(List.of(), check(N, E, D, P, Q, DP, DQ, Q_INV));
    }

    @Test
    void swapped_primes_pass_when_their_numbers_are_swapped_too() {
        assertEquals(List.of(), check(N, E, D, Q, P, DQ, DP, P.modInverse(Q)));
    }

    @Test
    void each_number_that_does_not_fit_is_named() {
        assertBroken("n is not p times q", N.add(TWO), E, D, P, Q, DP, DQ, Q_INV);
        assertBroken("d does not belong to e", N, E, D.add(TWO), P, Q, DP, DQ, Q_INV);
        assertBroken("d does not belong to e", N, E.add(TWO), D, P, Q, DP, DQ, Q_INV);
        assertBroken("n is not p times q", N, E, D, P.add(TWO), Q, DP, DQ, Q_INV);
        assertBroken("n is not p times q", N, E, D, P, Q.add(TWO), DP, DQ, Q_INV);
        assertBroken("dP is not d modulo p - 1", N, E, D, P, Q, DP.add(TWO), DQ, Q_INV);
        assertBroken("dQ is not d modulo q - 1", N, E, D, P, Q, DP, DQ.add(TWO), Q_INV);
        assertBroken("qInv is not the inverse of q", N, E, D, P, Q, DP, DQ, Q_INV.add(TWO));
        assertBroken("p or q is 1 or less", N, E, D, BigInteger.ONE, N, DP, DQ, Q_INV);
    }

    @Test
    void an_exponent_that_is_none_is_named() {
        for (BigInteger exponent : new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, TWO, E.add(BigInteger.ONE)}) {
            assertBroken("the public exponent is even or below 3", N, exponent, D, P, Q, DP, DQ, Q_INV);
        }
        assertBroken("the public exponent is not below n", N, N.add(TWO), D, P, Q, DP, DQ, Q_INV);
    }

    @Test
    void a_small_exponent_is_a_warning() {
        SigningKey key = TestKeys.read("exponent3.pem");
        var warnings = KeyCheck.run(key, Named.of("private key x"));
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().toString().startsWith("the public exponent is 3; 65537 is usual"));
    }

    @Test
    void primes_that_are_not_prime_are_found() {
        var random = new Random(1);
        BigInteger three = composite(random);
        BigInteger modulus = three.multiply(Q);
        BigInteger lambda = three.subtract(BigInteger.ONE).multiply(Q.subtract(BigInteger.ONE));
        BigInteger d = E.modInverse(lambda);
        assertBroken("p is not a prime", modulus, E, d, three, Q, d.mod(three.subtract(BigInteger.ONE)),
                d.mod(Q.subtract(BigInteger.ONE)), Q.modInverse(three));
        assertBroken("q is not a prime", modulus, E, d, Q, three, d.mod(Q.subtract(BigInteger.ONE)),
                d.mod(three.subtract(BigInteger.ONE)), three.modInverse(Q));
    }

    @Test
    void equal_primes_are_found() {
        BigInteger d = E.modInverse(P.subtract(BigInteger.ONE));
        assertBroken("p and q are the same", P.multiply(P), E, d, P, P, d, d, BigInteger.ONE);
    }

    /** Of 1024 bits, without small factors, and so that E has an inverse. */
    private static BigInteger composite(Random random) {
        while (true) {
            BigInteger composite = BigInteger.probablePrime(512, random)
                    .multiply(BigInteger.probablePrime(512, random));
            if (composite.bitLength() == 1024 && composite.subtract(BigInteger.ONE).gcd(E).equals(BigInteger.ONE)) {
                return composite;
            }
        }
    }

    private static void assertBroken(String relation, BigInteger... numbers) {
        Failure failure = TestKeys.refusal(() -> check(numbers));
        assertEquals("key_inconsistent", failure.code(), failure.getMessage());
        assertEquals(Kind.CHECK, failure.kind());
        assertTrue(failure.getMessage().contains(relation), failure.getMessage());
        assertFalse(failure.getMessage().matches("(?s).*[0-9]{20}.*"),
                "a number of the key in " + failure.getMessage());
    }

    private static List<Warning> check(BigInteger... n) {
        try {
            byte[] der = new RSAPrivateKey(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]).getEncoded();
            return KeyCheck.run(KeyForms.read(der, Named.key(Path.of("x")), Passphrase.NONE),
                    Named.key(Path.of("x")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
