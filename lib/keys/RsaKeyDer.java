package lib.keys;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.List;
import lib.failure.Failure;

/**
 * The numbers of an RSA private key out of their DER (PKCS#1, RFC 8017 A.1.2).
 */
final class RsaKeyDer {

    private RsaKeyDer() {
    }

    static RSAPrivateCrtKey read(Der pkcs1, String where) {
        List<BigInteger> numbers = pkcs1.members().stream().limit(9).map(Der::integer).toList();
        Der.require(numbers.size() == 9);
        if (numbers.getFirst().signum() != 0) {
            throw Failure.file("key_multi_prime", where + " is an RSA key of more than two primes",
                    "make a key of two primes and its certificate: sfjwt generate-certs");
        }
        return RsaKeyNumbers.key(new RSAPrivateCrtKeySpec(numbers.get(1), numbers.get(2), numbers.get(3),
                numbers.get(4), numbers.get(5), numbers.get(6), numbers.get(7), numbers.get(8)), where);
    }
}
