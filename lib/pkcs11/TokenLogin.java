package lib.pkcs11;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The login to a token with its PIN. No PIN that a token has refused in this process is tried twice: a card counts the
 * tries, and is often locked by the third, which a login for each of three orgs would be.
 */
final class TokenLogin {

    /** Digests of PINs, each with its token. */
    private static final Set<ByteBuffer> REFUSED = ConcurrentHashMap.newKeySet();

    /** @param pin null where the token wants none, or asks for it itself */
    static KeyStore with(char[] pin, Provider provider, Path library, Token token) {
        if (pin != null && REFUSED.contains(digest(library, token, pin))) {
            throw TokenFailures.wrongPin(token);
        }
        char[] encoded = pin == null ? null : Pin.utf8(pin);
        try {
            KeyStore opened = KeyStore.getInstance("PKCS11", provider);
            opened.load(null, encoded);
            return opened;
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            String answer = TokenFailures.answer(e);
            if (pin != null && answer.contains("CKR_PIN_")) {
                REFUSED.add(digest(library, token, pin));
            }
            throw (answer.contains("CKR_PIN_LOCKED") ? TokenFailures.locked(token)
                    : answer.contains("CKR_PIN_") ? TokenFailures.wrongPin(token)
                            : TokenFailures.failed(answer, library)).from(e);
        } finally {
            if (encoded != null) {
                Arrays.fill(encoded, '\0');
            }
        }
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
