package lib.pkcs11;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;

/**
 * A handle to a private key that stays in its token.
 *
 * @param provider what signs with it
 * @param token its label
 */
public record TokenKey(PrivateKey key, RSAPublicKey publicKey, Provider provider, String token) {
}
