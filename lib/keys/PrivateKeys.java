package lib.keys;

import java.util.List;
import lib.failure.Failure;

/**
 * Reads an RSA private key in any common form, and says what it is instead when it is something else.
 *
 * <p>A plain key is read with the JDK alone; BouncyCastle is loaded only to open an encrypted one.
 */
public final class PrivateKeys {

    /** The largest content worth reading, in bytes; the largest RSA key we take is under 16 KiB. */
    public static final int LARGEST = 1024 * 1024;

    private static final String RSA = "1.2.840.113549.1.1.1";

    private PrivateKeys() {
    }

    /**
     * The one RSA private key in this content, with numbers that agree with each other ({@link RsaNumbers} proves the
     * rest).
     *
     * @param content PEM or DER, at most {@link #LARGEST} bytes; a variable goes through {@link PastedKey} first
     * @param where how messages name it: "private key PATH" or the name of the variable
     * @param passphrase asked only when the key is encrypted
     * @throws Failure for everything else; its code says why: {@code key_is_certificate}, {@code key_wrong_algorithm},
     *     {@code key_passphrase_wrong}, …
     */
    public static SigningKey read(byte[] content, String where, Passphrase passphrase) {
        try {
            List<Pem.Block> blocks = Der.isLikely(content) ? List.of() : Pem.blocks(Pem.text(content), where);
            return blocks.isEmpty()
                    ? fromDer(content, "DER", where, passphrase)
                    : fromPem(blocks, where, passphrase);
        } catch (Der.Malformed e) {
            throw NotAKey.damaged(e.cutOff, where);
        }
    }

    private static SigningKey fromPem(List<Pem.Block> blocks, String where, Passphrase passphrase) {
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

    private static SigningKey fromDer(byte[] bytes, String container, String where, Passphrase passphrase) {
        Shape shape = Shape.of(bytes);
        return switch (shape) {
            case PKCS8 -> new SigningKey(RsaKeyDer.read(unwrap(Der.of(bytes), where), where),
                    "PKCS#8 " + container, false, List.of());
            case PKCS1 -> new SigningKey(RsaKeyDer.read(Der.of(bytes), where), "PKCS#1 " + container, false, List.of());
            case ENCRYPTED_PKCS8 -> fromOpened(EncryptedKeys.open(Der.of(bytes), where, passphrase), container, where);
            case SEC1 -> throw NotAKey.algorithm(Shape.SEC1.what(), where);
            case DSA -> throw NotAKey.algorithm(Shape.DSA.what(), where);
            case OPENSSH -> throw NotAKey.openSsh(bytes, where);
            default -> throw container.equals("PEM") && shape.isFormless()
                    ? NotAKey.damaged(false, where)
                    : NotAKey.because(shape, where);
        };
    }

    private static SigningKey fromOpened(EncryptedKeys.Opened opened, String container, String where) {
        SigningKey plain = fromDer(opened.der(), container, where, Passphrase.NONE);
        return new SigningKey(plain.key(), plain.format() + ", encrypted (" + opened.scheme() + ")", true,
                opened.warnings());
    }

    private static Der unwrap(Der pkcs8, String where) {
        String algorithm = pkcs8.member(1).member(0).oid();
        if (!algorithm.equals(RSA)) {
            throw NotAKey.algorithmOf(algorithm, where);
        }
        return Der.of(pkcs8.member(2).octets());
    }
}
