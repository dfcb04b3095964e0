package lib.keys;

import java.util.List;
import lib.failure.Warning;

/**
 * The forms that a private key comes in. Reads each of them, and says what a text is that is none of them.
 *
 * <p>A plain key is read with the simplest means of the JDK; BouncyCastle and key stores are loaded only for what needs
 * them.
 */
final class KeyForms {

    private static final String RSA = "1.2.840.113549.1.1.1";

    /** @param where how messages name it */
    static SigningKey read(byte[] content, Named where, Passphrase passphrase) {
        return read(content, null, where, passphrase);
    }

    /** @param alias which key of several is meant, or null */
    static SigningKey read(byte[] content, String alias, Named where, Passphrase passphrase) {
        try {
            if (Der.isLikely(content)) {
                return fromBinary(content, alias, where, passphrase);
            }
            var repaired = PastedKey.repair(content);
            List<Pem.Block> blocks = Pem.blocks(Pem.text(repaired.content()), where.name());
            SigningKey key = blocks.isEmpty() ? fromBinary(repaired.content(), alias, where, passphrase)
                    : fromPem(blocks, where, passphrase);
            return repaired.repairs().isEmpty() ? key
                    : key.warning(Warning.of("key_repaired", where + " was repaired: "
                            + String.join(", ", repaired.repairs()) + "; other programs may not read it like that"));
        } catch (Der.Malformed e) {
            throw NotAKey.damaged(e.cutOff, where);
        }
    }

    private static SigningKey fromPem(List<Pem.Block> blocks, Named where, Passphrase passphrase) {
        List<Pem.Block> keys = blocks.stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
        if (keys.size() > 1) {
            throw NotAKey.several(keys.size(), where);
        }
        if (keys.isEmpty()) {
            throw NotAKey.because(Shape.of(blocks.getFirst()), where);
        }
        Pem.Block key = keys.getFirst();
        switch (key.label()) {
            case "EC PRIVATE KEY" -> throw NotAKey.algorithm(Shape.SEC1.what(), where);
            case "DSA PRIVATE KEY" -> throw NotAKey.algorithm(Shape.DSA.what(), where);
            default -> {
                if (key.headers().getOrDefault("Proc-Type", "").contains("ENCRYPTED")) {
                    var opened = EncryptedKeys.open(key, where, passphrase);
                    return fromOpened(opened, "PEM", where);
                }
                return fromDer(key.bytes(), "PEM", where, passphrase);
            }
        }
    }

    /** One key in DER or JSON, or a key store. */
    private static SigningKey fromBinary(byte[] content, String alias, Named where, Passphrase passphrase) {
        return switch (Shape.of(content)) {
            case PKCS12 -> KeyStores.pkcs12(content, alias, where, passphrase);
            case JKS -> KeyStores.jks(content, alias, where, passphrase);
            case JWK -> JsonWebKey.read(content, alias, where);
            default -> fromDer(content, "DER", where, passphrase);
        };
    }

    /** @param container "PEM" or "DER", the second half of the form's name */
    static SigningKey fromDer(byte[] bytes, String container, Named where, Passphrase passphrase) {
        Shape shape = Shape.of(bytes);
        return switch (shape) {
            case PKCS8 -> SigningKey.of(RsaKey.of(unwrap(Der.of(bytes), where), where), "PKCS#8 " + container);
            case PKCS1 -> SigningKey.of(RsaKey.of(Der.of(bytes), where), "PKCS#1 " + container);
            case ENCRYPTED_PKCS8 -> fromOpened(EncryptedKeys.open(bytes, where, passphrase), container, where);
            case SEC1 -> throw NotAKey.algorithm(Shape.SEC1.what(), where);
            case DSA -> throw NotAKey.algorithm(Shape.DSA.what(), where);
            case OPENSSH -> OpenSshKey.read(bytes, where, passphrase);
            default -> throw container.equals("PEM") && shape.isFormless()
                    ? NotAKey.damaged(false, where)
                    : NotAKey.because(shape, bytes, where);
        };
    }

    private static SigningKey fromOpened(EncryptedKeys.Opened opened, String container, Named where) {
        SigningKey plain = fromDer(opened.der(), container, where, Passphrase.NONE);
        return plain.encrypted(plain.format() + ", encrypted (" + opened.scheme() + ")").warning(opened.warnings());
    }

    private static Der unwrap(Der pkcs8, Named where) {
        String algorithm = pkcs8.member(1).member(0).oid();
        if (!algorithm.equals(RSA)) {
            throw NotAKey.algorithmOf(algorithm, where);
        }
        return Der.of(pkcs8.member(2).octets());
    }
}
