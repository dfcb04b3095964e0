package lib.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import lib.failure.Failure;

/**
 * Reads an RSA key in OpenSSH's own form (PROTOCOL.key in its sources), as ssh-keygen writes it without a passphrase.
 */
final class OpenSshKey {

    private OpenSshKey() {
    }

    static SigningKey read(byte[] content, String where) {
        NotAKey.requireOpenSshRsa(content, where);
        var frame = new Fields(content, Shape.OPENSSH_MAGIC.length);
        String cipher = frame.text();
        frame.bytes(); // the key derivation's name and its options
        frame.bytes();
        if (!cipher.equals("none")) {
            // its key derivation, bcrypt_pbkdf, is in no library on board
            throw Failure.file("key_openssh_encrypted", where + " is an encrypted private key in OpenSSH's own form,"
                    + " which only ssh-keygen opens",
                    "convert it in place, encrypted as before: ssh-keygen -p -m PEM -f " + NotAKey.file(where));
        }
        int keys = frame.number();
        if (keys != 1) {
            throw keys > 1 ? NotAKey.several(keys, where) : NotAKey.damaged(false, where);
        }
        frame.bytes(); // the public half
        var key = new Fields(frame.bytes(), 0);
        Der.require(key.number() == key.number()); // the check number, twice
        Der.require(key.text().equals("ssh-rsa"));
        BigInteger n = key.integer();
        BigInteger e = key.integer();
        BigInteger d = key.integer();
        BigInteger qInv = key.integer();
        BigInteger p = key.integer();
        BigInteger q = key.integer();
        Der.require(p.compareTo(BigInteger.ONE) > 0 && q.compareTo(BigInteger.ONE) > 0
                && d.bitLength() <= n.bitLength());
        return SigningKey.of(RsaKeyNumbers.key(new RSAPrivateCrtKeySpec(n, e, d, p, q,
                d.mod(p.subtract(BigInteger.ONE)), d.mod(q.subtract(BigInteger.ONE)), qInv), where), "OpenSSH");
    }

    /** SSH's own encoding (RFC 4251 5): numbers of four bytes, and everything else led by its length. */
    private static final class Fields {
        private final byte[] content;
        private int at;

        Fields(byte[] content, int from) {
            this.content = content;
            this.at = from;
        }

        int number() {
            if (content.length - at < 4) {
                throw new Der.Malformed(true);
            }
            int number = new BigInteger(content, at, 4).intValue();
            at += 4;
            return number;
        }

        byte[] bytes() {
            int length = number();
            Der.require(length >= 0);
            if (length > content.length - at) {
                throw new Der.Malformed(true);
            }
            at += length;
            return Arrays.copyOfRange(content, at - length, at);
        }

        String text() {
            return new String(bytes(), StandardCharsets.ISO_8859_1);
        }

        BigInteger integer() {
            byte[] bytes = bytes();
            return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        }
    }
}
