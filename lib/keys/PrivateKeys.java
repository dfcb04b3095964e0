package lib.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Input;
import lib.failure.Warning;
import lib.files.InputFile;
import lib.files.Ownership;
import lib.pkcs11.OpenToken;
import lib.pkcs11.TokenKey;
import lib.pkcs11.TokenUri;
import lib.text.ShellQuote;

/**
 * Reads an RSA private key from wherever it is kept and in any common form, and says what it is instead when it is
 * something else.
 *
 * <p>A plain key is read with the simplest means of the JDK; BouncyCastle and key stores are loaded only for what needs
 * them.
 */
public final class PrivateKeys {

    public static final String OPEN_TO_OTHERS = "key_open_to_others";

    /** The largest content worth reading, in bytes; the largest RSA key we take is under 16 KiB. */
    public static final int LARGEST = 1024 * 1024;

    private static final String RSA = "1.2.840.113549.1.1.1";

    private PrivateKeys() {
    }

    /**
     * The one RSA private key there, with numbers that agree with each other ({@link KeyCheck} proves the rest).
     *
     * @param passphrase asked only when the key is encrypted
     * @throws Failure for everything else; its code says why: {@code file_missing}, {@code key_is_certificate},
     *     {@code key_wrong_algorithm}, {@code key_passphrase_wrong}, {@code key_alias_needed}, …
     */
    public static SigningKey read(KeySource source, Passphrase passphrase) {
        return Failure.about(Input.KEY_FILE, () -> readAt(source, passphrase));
    }

    private static SigningKey readAt(KeySource source, Passphrase passphrase) {
        if (source instanceof KeySource.Held(var key, _, _)) {
            return key;
        }
        if (source instanceof KeySource.InToken(var uri)) {
            return inToken(open(uri, passphrase).key());
        }
        try {
            SigningKey key = opened(content(source), source, passphrase);
            return source instanceof KeySource.InFile(var path, _) ? key.warning(openness(path)) : key;
        } catch (Failure e) {
            throw source instanceof KeySource.InFile(var path, _) ? e.about(path) : e;
        }
    }

    /** A person who mistyped the passphrase is asked again. */
    private static SigningKey opened(byte[] content, KeySource source, Passphrase passphrase) {
        while (true) {
            try {
                return of(content, source.alias(), source.where(), passphrase);
            } catch (Failure e) {
                if (!e.code().equals("key_passphrase_wrong") || !passphrase.refused(source.where().name())) {
                    throw e;
                }
            }
        }
    }

    /**
     * What is there, as it is; from stdin without using it up.
     *
     * @param source no token, which gives nothing away
     * @throws Failure {@code file_missing} and its kin, {@code stdin_too_large}, {@code stdin_unreadable}
     */
    public static byte[] content(KeySource source) {
        // no switch: one over types is linked at run time, which makes each start 20 ms longer
        if (source instanceof KeySource.InFile(var path, _)) {
            try {
                return InputFile.read(path, "private key", LARGEST);
            } catch (Failure e) {
                throw e.about(Input.KEY_FILE).about(path);
            }
        }
        if (source instanceof KeySource.InVariable(var text, _, _)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (source instanceof KeySource.OnStdin stdin) {
            return peek(stdin);
        }
        throw new IllegalArgumentException(source + " keeps its key");
    }

    /** Who else gets at a key's file, as the warnings of {@link #read} say it. */
    public static List<Warning> openness(Path path) {
        var warnings = new ArrayList<Warning>();
        if (InputFile.isOpenToOthers(path)) {
            warnings.add(Warning.of(OPEN_TO_OTHERS, "others on this machine may read " + path + "; run: chmod 600 "
                    + ShellQuote.sh(path.toString())));
        }
        Path folder = path.toAbsolutePath().getParent();
        if (Ownership.isWritableByOthers(folder)) {
            warnings.add(openFolder(folder));
        }
        return warnings;
    }

    static Warning openFolder(Path folder) {
        return Warning.of("key_folder_open", "others on this machine may put another key in the place of one in "
                + folder + "; run: chmod go-w " + ShellQuote.sh(folder.toString()));
    }

    static OpenToken open(TokenUri uri, Passphrase passphrase) {
        return OpenToken.open(uri, passphrase.tokenLibrary(), passphrase::forToken);
    }

    static SigningKey inToken(TokenKey key) {
        WeakKeys.refusePublic(key.publicKey().getModulus(), Named.of("the key in the token " + key.token()));
        return new SigningKey(key.key(), key.publicKey(), key.provider(), Optional.ofNullable(key.certificate()),
                "PKCS#11 token " + key.token(), false, List.of());
    }

    /** As {@link #read(KeySource, Passphrase)}, of content at hand; {@code where} is how messages name it. */
    static SigningKey read(byte[] content, Named where, Passphrase passphrase) {
        return of(content, null, where, passphrase);
    }

    private static SigningKey of(byte[] content, String alias, Named where, Passphrase passphrase) {
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

    private static byte[] peek(KeySource.OnStdin stdin) {
        try {
            byte[] content = stdin.peek(LARGEST + 1);
            if (content.length > LARGEST) {
                throw Failure.file("stdin_too_large", "more than " + LARGEST / 1024 + " KiB came through stdin",
                        "send the key alone; a private key is far smaller");
            }
            return content;
        } catch (IOException e) {
            throw Failure.file("stdin_unreadable", "stdin cannot be read: " + e.getMessage(),
                    "send the key through a pipe, or name its file").from(e);
        }
    }
}
