package lib.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.List;
import lib.failure.Failure;

/**
 * Makes a key of the eight numbers that some file holds, and refuses those that should not sign.
 */
final class RsaKeyNumbers {

    /** RFC 7518 3.3: RS256 keys are 2048 bits or more. */
    private static final int SHORTEST = 2048;
    /** A longer one takes minutes to check. */
    private static final int LONGEST = 16384;

    private RsaKeyNumbers() {
    }

    static RSAPrivateCrtKey key(RSAPrivateCrtKeySpec spec, String where) {
        BigInteger n = spec.getModulus();
        Der.require(n.signum() >= 0);
        requireLength(n.bitLength(), where);
        List<BigInteger> others = List.of(spec.getPublicExponent(), spec.getPrivateExponent(), spec.getPrimeP(),
                spec.getPrimeQ(), spec.getPrimeExponentP(), spec.getPrimeExponentQ(), spec.getCrtCoefficient());
        Der.require(others.stream().noneMatch(number -> number.signum() < 0));
        if (others.get(1).signum() != 0 && others.subList(2, 7).stream().anyMatch(number -> number.signum() == 0)) {
            throw withoutCrt(where);
        }
        // before any arithmetic: a megabyte in place of an exponent would take its time
        Der.require(others.stream().allMatch(number -> number.bitLength() <= n.bitLength()));
        RsaNumbers.requireAgreement(spec, where);
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw Failure.file("key_damaged", where + " is an RSA key that Java does not take",
                    "make a new key and its certificate: sfjwt generate-certs");
        }
    }

    static Failure withoutCrt(String where) {
        return Failure.file("key_crt_missing", where + " lacks the primes or other CRT numbers of its RSA key",
                "export it again with all its numbers, or make a new key: sfjwt generate-certs");
    }

    static void requireLength(int bits, String where) {
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
