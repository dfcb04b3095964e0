package lib.pkcs11;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The PINs that tokens have refused in this process. None is tried twice: a card counts the tries, and is often locked
 * by the third, which a login for each of three orgs would be.
 */
final class RefusedPins {

    private static final Set<ByteBuffer> DIGESTS = ConcurrentHashMap.newKeySet();

    private RefusedPins() {
    }

    static boolean contain(Path library, Token token, char[] pin) {
        return DIGESTS.contains(digest(library, token, pin));
    }

    static void add(Path library, Token token, char[] pin) {
        DIGESTS.add(digest(library, token, pin));
    }

    private static ByteBuffer digest(Path library, Token token, char[] pin) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((library + "\n" + token.serial() + "\n" + token.label() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            digest.update(StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin)));
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
