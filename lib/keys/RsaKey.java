package lib.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;

/**
 * Makes an RSA key of the eight numbers that some file holds, and refuses those that should not sign.
 *
 * <p>What needs no more than a few divisions is checked here, for every key that is read; {@link KeyCheck} does the
 * rest.
 */
final class RsaKey {

    /** RFC 7518 3.3: RS256 keys are 2048 bits or more. */
    private static final int SHORTEST = 2048;
    /** A longer one takes minutes to check. */
    private static final int LONGEST = 16384;

    private static final BigInteger ONE = BigInteger.ONE;
    private static final Fix NEW_KEY = Fix.of("make a new key and its certificate: ", Fix.command("generate-certs"));

    static PrivateKey make(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform makes RSA keys", e);
        }
    }

    /** Of a key in PKCS#1 (RFC 8017 A.1.2). */
    static RSAPrivateCrtKey of(Der pkcs1, Named where) {
        List<BigInteger> n = pkcs1.members().stream().limit(9).map(Der::integer).toList();
        Der.require(n.size() == 9);
        if (n.getFirst().signum() != 0) {
            throw multiPrime(where);
        }
        return of(new RSAPrivateCrtKeySpec(n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7),
                n.get(8)), where);
    }

    static RSAPrivateCrtKey of(RSAPrivateCrtKeySpec key, Named where) {
        BigInteger n = key.getModulus();
        Der.require(n.signum() >= 0);
        requireLength(n.bitLength(), where);
        List<BigInteger> others = List.of(key.getPublicExponent(), key.getPrivateExponent(), key.getPrimeP(),
                key.getPrimeQ(), key.getPrimeExponentP(), key.getPrimeExponentQ(), key.getCrtCoefficient());
        Der.require(others.stream().noneMatch(number -> number.signum() < 0));
        if (others.get(1).signum() != 0 && others.subList(2, 7).stream().anyMatch(number -> number.signum() == 0)) {
            throw withoutCrt(where);
        }
        // before any arithmetic: a megabyte in place of an exponent would take its time
        Der.require(others.stream().allMatch(number -> number.bitLength() <= n.bitLength()));
        requireAgreement(key, where);
        WeakKeys.refuse(key, where);
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(key);
        } catch (GeneralSecurityException e) {
            throw Failure.file("key_damaged", where + " is an RSA key that Java does not take", NEW_KEY);
        }
    }

    static Failure withoutCrt(Named where) {
        return Failure.file("key_crt_missing", where + " lacks the primes or other CRT numbers of its RSA key",
                Fix.of("export it again with all its numbers, or ", NEW_KEY));
    }

    static Failure multiPrime(Named where) {
        return Failure.file("key_multi_prime", where + " is an RSA key of more than two primes", NEW_KEY);
    }

    private static void requireLength(int bits, Named where) {
        if (bits < SHORTEST) {
            throw Failure.file("key_too_short",
                    where + " is an RSA key of " + bits + " bits; RS256 needs " + SHORTEST, NEW_KEY);
        }
        if (bits > LONGEST) {
            throw Failure.file("key_too_long",
                    where + " is an RSA key of " + bits + " bits; sfjwt takes up to " + LONGEST,
                    Fix.of("make a key of 2048 to 4096 bits and its certificate: ", Fix.command("generate-certs")));
        }
    }

    /** The relations of RFC 8017 3.2. */
    private static void requireAgreement(RSAPrivateCrtKeySpec key, Named where) {
        BigInteger e = key.getPublicExponent();
        BigInteger d = key.getPrivateExponent();
        BigInteger p = key.getPrimeP();
        BigInteger q = key.getPrimeQ();
        require(e.compareTo(BigInteger.TWO) > 0 && e.testBit(0), where, "the public exponent is even or below 3");
        require(e.compareTo(key.getModulus()) < 0, where, "the public exponent is not below n");
        require(p.compareTo(ONE) > 0 && q.compareTo(ONE) > 0, where, "p or q is 1 or less");
        require(p.multiply(q).equals(key.getModulus()), where, "n is not p times q");
        require(!p.equals(q), where, "p and q are the same");
        require(isInverse(e, d, p.subtract(ONE)) && isInverse(e, d, q.subtract(ONE)), where, "d does not belong to e");
        require(key.getPrimeExponentP().equals(d.mod(p.subtract(ONE))), where, "dP is not d modulo p - 1");
        require(key.getPrimeExponentQ().equals(d.mod(q.subtract(ONE))), where, "dQ is not d modulo q - 1");
        require(isInverse(key.getCrtCoefficient(), q, p), where, "qInv is not the inverse of q modulo p");
    }

    private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
        return a.multiply(b).mod(modulus).equals(ONE.mod(modulus));
    }

    static void require(boolean holds, Named where, String otherwise) {
        if (!holds) {
            throw Failure.of(Kind.CHECK, "key_inconsistent",
                    where + " has the form of an RSA key, but its numbers do not fit together: " + otherwise,
                    Fix.of("restore it from a backup, or make a new key and its certificate: ",
                            Fix.command("generate-certs", "--force")));
        }
    }
}
