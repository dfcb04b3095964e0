package lib.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.List;
import lib.failure.Failure;

/**
 * The numbers of an RSA private key out of their DER (PKCS#1, RFC 8017 A.1.2), refused where they should not sign.
 */
final class RsaKeyDer {

    /** RFC 7518 3.3: RS256 keys are 2048 bits or more. */
    private static final int SHORTEST = 2048;
    /** A longer one takes minutes to check. */
    private static final int LONGEST = 16384;

    private RsaKeyDer() {
    }

    static RSAPrivateCrtKey read(Der pkcs1, String where) {
        List<BigInteger> numbers = pkcs1.members().stream().limit(9).map(Der::integer).toList();
        Der.require(numbers.size() == 9 && numbers.stream().noneMatch(n -> n.signum() < 0));
        if (numbers.getFirst().signum() != 0) {
            throw Failure.file("key_multi_prime", where + " is an RSA key of more than two primes",
                    "make a key of two primes and its certificate: sfjwt generate-certs");
        }
        BigInteger n = numbers.get(1);
        requireLength(n.bitLength(), where);
        List<BigInteger> others = numbers.subList(2, 9);
        if (others.get(1).signum() != 0 && others.subList(2, 7).stream().anyMatch(number -> number.signum() == 0)) {
            throw Failure.file("key_crt_missing", where + " lacks the primes or other CRT numbers of its RSA key",
                    "export it again with all its numbers, or make a new key: sfjwt generate-certs");
        }
        // before any arithmetic: a megabyte in place of an exponent would take its time
        Der.require(others.stream().allMatch(number -> number.bitLength() <= n.bitLength()));
        var spec = new RSAPrivateCrtKeySpec(n, others.get(0), others.get(1), others.get(2), others.get(3),
                others.get(4), others.get(5), others.get(6));
        RsaNumbers.requireAgreement(spec, where);
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw Failure.file("key_damaged", where + " is an RSA key that Java does not take",
                    "make a new key and its certificate: sfjwt generate-certs");
        }
    }

    private static void requireLength(int bits, String where) {
        if (bits < SHORTEST) {
            throw Failure.file("key_too_short",
                    where + " is an RSA key of " + bits + " bits; RS256 needs " + SHORTEST,
                    "make a longer key and its certificate: sfjwt generate-certs");
        }
        if (bits > LONGEST) {
            throw Failure.file("key_too_long",
                    where + " is an RSA key of " + bits + " bits; sfjwt takes up to " + LONGEST,
                    "make a key of 2048 to 4096 bits and its certificate: sfjwt generate-certs");
        }
    }
}
