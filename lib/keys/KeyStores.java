package lib.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.text.ShellQuote;

/**
 * Takes the RSA key out of a PKCS#12 or Java key store, the files that hold keys and certificates under aliases.
 */
final class KeyStores {

    private static final String CHANGE_TO_PKCS12 = "keytool -importkeystore -srckeystore FILE -destkeystore server.p12"
            + " -deststoretype PKCS12";

    static SigningKey pkcs12(byte[] content, String alias, Named where, Passphrase passphrase) {
        List<Warning> warnings = Pkcs12Cost.check(content, where);
        return read("PKCS12", content, alias, where, passphrase).encrypted("PKCS#12 key store").warning(warnings);
    }

    static SigningKey jks(byte[] content, String alias, Named where, Passphrase passphrase) {
        if (content[0] == (byte) 0xCE) {
            throw Failure.file("key_is_jceks", where + " is a Java key store of the old JCEKS kind",
                    "change it: " + CHANGE_TO_PKCS12.replace("FILE", where.inCommand() + " -srcstoretype JCEKS"));
        }
        return read("JKS", content, alias, where, passphrase).encrypted("JKS key "
                + "store").warning(Warning.of("key_encryption_weak",
                "old, weak encryption (JKS); change it: " + CHANGE_TO_PKCS12.replace("FILE", where.inCommand())));
    }

    private static SigningKey read(String type, byte[] content, String alias, Named where, Passphrase passphrase) {
        char[] secret = passphrase.forKey(where.name());
        try {
            KeyStore store = open(type, content, where, secret);
            List<String> all = Collections.list(store.aliases()).stream().sorted().toList();
            List<String> names = all.stream().filter(name -> isPrivateKey(store, name)).toList();
            if (names.isEmpty()) {
                throw Failure.file("keystore_without_key", where + " is a key store that holds no private key"
                        + (all.isEmpty() ? "" : ", only certificates: " + String.join(", ", all)),
                        "export it again with the private key, or name the store that has it");
            }
            Optional<String> chosen = Alias.choose(alias, names, names.size(), where);
            String name = chosen.orElse(names.getFirst());
            byte[] pkcs8 = key(store, name, where, secret).getEncoded();
            return KeyForms.fromDer(pkcs8, type, where, Passphrase.NONE)
                    .beside(store.getCertificate(name) instanceof X509Certificate certificate ? certificate : null);
        } catch (GeneralSecurityException e) {
            throw unreadable(where).from(e);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static KeyStore open(String type, byte[] content, Named where, char[] secret)
            throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(content), secret);
            return store;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException
                    || String.valueOf(e.getMessage()).contains("password was incorrect")) {
                throw EncryptedKeys.wrongPassphrase(where);
            }
            throw unreadable(where).from(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            // what else the JDK's parsers throw at hostile bytes
            throw unreadable(where).from(e);
        }
    }

    private static boolean isPrivateKey(KeyStore store, String name) {
        try {
            return store.entryInstanceOf(name, KeyStore.PrivateKeyEntry.class);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Key key(KeyStore store, String name, Named where, char[] secret) throws GeneralSecurityException {
        try {
            Key key = store.getKey(name, secret);
            if (key == null || key.getEncoded() == null) {
                throw unreadable(where);
            }
            return key;
        } catch (UnrecoverableKeyException e) {
            throw Failure.file("keystore_key_passphrase", where + " opens with the passphrase, but its key \"" + name
                    + "\" does not: it has a passphrase of its own, or is damaged",
                    "give the key the store's passphrase: keytool -keypasswd -keystore " + where.inCommand()
                            + " -alias " + ShellQuote.sh(name));
        }
    }

    private static Failure unreadable(Named where) {
        return unreadable(where, "damaged, or encrypted in a way that this Java refuses");
    }

    static Failure unreadable(Named where, String why) {
        return Failure.file("keystore_unreadable", where + " is a key store that Java cannot read: " + why,
                "take the key out: openssl pkcs12 -in " + where.inCommand()
                        + " -nocerts -nodes -out server.key (for an old store add -legacy), then chmod 600 server.key");
    }
}
