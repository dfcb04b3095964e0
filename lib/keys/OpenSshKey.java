package lib.keys;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.util.Properties;

/**
 * Reads an RSA key in OpenSSH's own form (PROTOCOL.key in its sources), with or without a passphrase.
 */
final class OpenSshKey {

    /** Each takes milliseconds; ssh-keygen does 24 unless it is told otherwise. */
    private static final int MOST_ROUNDS = 2048;

    static SigningKey read(byte[] content, Named where, Passphrase passphrase) {
        NotAKey.requireOpenSshRsa(content, where);
        if (!isEncrypted(content, where)) {
            return SigningKey.of(RsaKey.of(Der.parsed(() -> numbers(content, null)), where), "OpenSSH");
        }
        char[] secret = passphrase.forKey(where.name());
        byte[] bytes = EncryptedKeys.utf8(secret);
        try {
            return SigningKey.of(RsaKey.of(numbers(content, bytes), where), "OpenSSH")
                    .encrypted("OpenSSH, encrypted");
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw EncryptedKeys.wrongPassphrase(where);
        } finally {
            Arrays.fill(secret, '\0');
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static RSAPrivateCrtKeySpec numbers(byte[] content, byte[] passphrase) {
        // BouncyCastle would refuse weak numbers as malformed; here they are told from damage, by those who know why
        Properties.setThreadOverride("org.bouncycastle.rsa.allow_unsafe_mod", true);
        try {
            var key = (RSAPrivateCrtKeyParameters) OpenSSHPrivateKeyUtil.parsePrivateKeyBlob(content, passphrase);
            return new RSAPrivateCrtKeySpec(key.getModulus(), key.getPublicExponent(), key.getExponent(), key.getP(),
                    key.getQ(), key.getDP(), key.getDQ(), key.getQInv());
        } finally {
            Properties.removeThreadOverride("org.bouncycastle.rsa.allow_unsafe_mod");
        }
    }

    /** Reads the frame, which is in the clear: cipher, key derivation, the derivation's salt and rounds. */
    private static boolean isEncrypted(byte[] content, Named where) {
        ByteBuffer frame = ByteBuffer.wrap(content).position(Shape.OPENSSH_START.length());
        try {
            String cipher = StandardCharsets.US_ASCII.decode(block(frame)).toString();
            block(frame);
            ByteBuffer derivation = block(frame);
            if (cipher.equals("none")) {
                return false;
            }
            block(derivation);
            if (Integer.compareUnsigned(derivation.getInt(), MOST_ROUNDS) > 0) {
                throw KdfCost.tooCostly(where, "more than " + MOST_ROUNDS + " rounds of key derivation (bcrypt)",
                        "ssh-keygen -p -a 24 -f FILE");
            }
            return true;
        } catch (BufferUnderflowException e) {
            throw new Der.Malformed(true);
        }
    }

    /** What is led by its length in four bytes (RFC 4251 5). */
    private static ByteBuffer block(ByteBuffer frame) {
        int length = frame.getInt();
        Der.require(length >= 0);
        if (length > frame.remaining()) {
            throw new Der.Malformed(true);
        }
        ByteBuffer block = frame.slice(frame.position(), length);
        frame.position(frame.position() + length);
        return block;
    }
}
