package lib.pkcs11;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;

/**
 * A handle to a private key that stays in its token.
 *
 * @param certificate the one beside it; null for a key that was just made
 * @param provider what signs with it
 * @param token its label
 */
public record TokenKey(PrivateKey key, RSAPublicKey publicKey, X509Certificate certificate, Provider provider,
        String token) {
}
