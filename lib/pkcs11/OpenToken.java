package lib.pkcs11;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lib.failure.Failure;

/**
 * A token that the PIN has opened, for this process; it finds, makes and certifies the key that a URI means.
 */
public final class OpenToken {

    private static final String SIGNATURE = "SHA256withRSA";
    /** In bits. */
    private static final int SHORTEST = 2048;

    /** Logins for many orgs may share a token, and opening one from several threads makes SoftHSM end the process. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final TokenUri uri;
    private final Path library;
    private final Token token;
    private final TokenContent content;
    private final Provider provider;
    private final KeyStore store;

    private OpenToken(TokenUri uri, Path library, NativeModule module, Token token, char[] pin) {
        this.uri = uri;
        this.library = library;
        this.token = token;
        this.content = new TokenContent(module, token);
        this.provider = TokenProvider.of(library, token);
        this.store = TokenLogin.with(pin, provider, library, token);
    }

    /**
     * @param library where the URI names none; may be null
     * @param pin asked for the PIN of the token that it is given the name of
     * @throws Failure {@code pkcs11_no_module}, {@code pkcs11_no_token}, {@code pkcs11_pin_wrong}, …
     */
    public static OpenToken open(TokenUri uri, String library, Function<String, char[]> pin) {
        synchronized (ONE_AT_A_TIME) {
            return openAlone(uri, library, pin);
        }
    }

    private static OpenToken openAlone(TokenUri uri, String library, Function<String, char[]> pin) {
        Path file = ModuleFile.of(uri, library);
        NativeModule module = new NativeModule(file);
        Token token = Token.of(uri, module.tokens());
        char[] secret = !token.wantsPin() || token.hasPinPad() ? null : Pin.of(uri, token, pin);
        try {
            return new OpenToken(uri, file, module, token, secret);
        } finally {
            if (secret != null) {
                Arrays.fill(secret, '\0');
            }
        }
    }

    /**
     * The certificate of a URI's key, which a token shows without its PIN.
     *
     * @throws Failure as {@link #open}
     */
    public static Optional<X509Certificate> certificate(TokenUri uri, String library) {
        synchronized (ONE_AT_A_TIME) {
            NativeModule module = new NativeModule(ModuleFile.of(uri, library));
            return new TokenContent(module, Token.of(uri, module.tokens())).certificate(uri);
        }
    }

    public String label() {
        return token.label();
    }

    /** @throws lib.failure.Failure {@code pkcs11_no_key}, {@code pkcs11_several_keys}, … */
    public TokenKey key() {
        synchronized (ONE_AT_A_TIME) {
            return of(theKey());
        }
    }

    public boolean hasKey() {
        return !fitting().isEmpty();
    }

    /**
     * As {@link #key}, of a key that may have no certificate; for the moment of finding it, it gets one.
     *
     * @param passing makes a certificate for a public key; who signs it does not matter
     */
    public TokenKey keyToCertify(Function<RSAPublicKey, X509Certificate> passing) {
        TokenObject key = theKey();
        if (content.certificate(key) != null) {
            return of(key);
        }
        Runnable removal = content.add(passing.apply(content.publicKey(key)), key);
        try {
            return of(key);
        } finally {
            removal.run();
        }
    }

    /** Makes an RSA key in the token that cannot be taken out of it, under the URI's object name. */
    public TokenKey make(int bits) {
        String label = uri.get("object");
        if (label == null) {
            throw TokenFailures.unnamed(uri);
        }
        byte[] id = uri.id();
        if (id == null) {
            id = new byte[8];
            new SecureRandom().nextBytes(id);
        }
        Provider maker = TokenProvider.making(library, token, label, id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", maker);
            generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey made = (RSAPublicKey) pair.getPublic();
            return new TokenKey(pair.getPrivate(), TokenContent.software(made.getModulus(), made.getPublicExponent()),
                    null, requireSigning(maker), token.label());
        } catch (GeneralSecurityException | ProviderException e) {
            throw TokenFailures.noMechanism(token, "make an RSA key of " + bits + " bits").from(e);
        }
    }

    /**
     * Puts the certificate beside the key.
     *
     * @param renew whether it takes the place of one that the key itself signed; what somebody else certified stays
     */
    public void certify(X509Certificate certificate, boolean renew) {
        TokenObject key = theKey();
        TokenObject old = content.certificate(key);
        if (old == null) {
            content.add(certificate, key);
        } else if (renew && content.isSignedByItself(old)) {
            content.add(certificate, key);
            content.remove(old);
        }
    }

    private TokenKey of(TokenObject key) {
        TokenObject certificate = content.certificate(key);
        if (certificate == null) {
            throw TokenFailures.withoutCertificate(uri, token);
        }
        try {
            store.load(null, null); // again: what was put there since is to be seen
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)
                        && Arrays.equals(store.getCertificate(alias).getEncoded(), certificate.value())) {
                    return new TokenKey((PrivateKey) store.getKey(alias, null), content.publicKey(key),
                            TokenContent.read(certificate), requireSigning(provider), token.label());
                }
            }
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw TokenFailures.failed(TokenFailures.answer(e), library).from(e);
        }
        throw TokenFailures.withoutCertificate(uri, token);
    }

    /** @throws Failure where there is none, or it may not sign RS256 */
    private TokenObject theKey() {
        List<TokenObject> fitting = fitting();
        if (fitting.isEmpty()) {
            throw TokenFailures.noKey(uri, token, content.privateKeys());
        }
        if (fitting.size() > 1) {
            throw TokenFailures.severalKeys(uri, token, fitting);
        }
        TokenObject key = fitting.getFirst();
        if (!key.isRsa() || key.modulus() == null) {
            throw TokenFailures.wrongAlgorithm(uri);
        }
        if (key.modulus().bitLength() < SHORTEST) {
            throw TokenFailures.tooShort(uri, key.modulus().bitLength());
        }
        return key;
    }

    private List<TokenObject> fitting() {
        return content.privateKeys().stream().filter(key -> key.matches(uri)).toList();
    }

    private Provider requireSigning(Provider signing) {
        if (signing.getService("Signature", SIGNATURE) == null) {
            throw TokenFailures.noMechanism(token, "sign RS256 (RSA PKCS#1 1.5 with SHA-256)");
        }
        return signing;
    }
}
