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
 * Reads an RSA private key from wherever it is kept, in any of {@link KeyForms}.
 */
public final class PrivateKeys {

    public static final String OPEN_TO_OTHERS = "key_open_to_others";

    /** The largest content worth reading, in bytes; the largest RSA key we take is under 16 KiB. */
    public static final int LARGEST = 1024 * 1024;

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
                return KeyForms.read(content, source.alias(), source.where(), passphrase);
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
        if (source instanceof KeySource.Piped piped) {
            return peek(piped);
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

    private static byte[] peek(KeySource.Piped piped) {
        try {
            byte[] content = piped.peek(LARGEST + 1);
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
