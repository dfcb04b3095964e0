package lib.keys;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import lib.failure.Failure;
import lib.failure.Input;
import lib.files.InputFile;
import lib.pkcs11.TokenUri;
import lib.text.Pasted;

/**
 * Where the private key is: in a file, in an environment variable, on its way in through stdin, or in a token.
 *
 * <p>What is there may be a store of several keys; the alias, null where none was given, says which one is meant.
 */
public sealed interface KeySource {

    /** What a person writes in place of a key file to send the key through stdin. */
    String STDIN = "-";

    /** A key file; the path is absolute or relative to the current folder. */
    record InFile(Path path, String alias) implements KeySource {

        /** @throws Failure {@code file_not_regular} for a root, which has no name */
        public InFile {
            if (path.toAbsolutePath().normalize().getFileName() == null) {
                throw Failure.file("file_not_regular", "private key " + path + " is a folder", "name the file itself")
                        .about(Input.KEY_FILE);
            }
        }

        public InFile(Path path) {
            this(path, null);
        }

        @Override
        public Named where() {
            return Named.key(path);
        }

        @Override
        public KeySource withAlias(String name) {
            return new InFile(path, name);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** The key itself, as text that may have been bent on its way through a CI system. */
    record InVariable(String text, String variable, String alias) implements KeySource {
        public InVariable(String text, String variable) {
            this(text, variable, null);
        }

        @Override
        public Named where() {
            return Named.of("the key in " + variable);
        }

        @Override
        public KeySource withAlias(String name) {
            return new InVariable(text, variable, name);
        }

        /** Names the variable only: the text is a secret. */
        @Override
        public String toString() {
            return variable;
        }
    }

    /**
     * A stream that holds the key and nothing else; it can be read once, after any number of looks.
     *
     * @param place {@link #STDIN}, or what stands for the shell's own pipe
     */
    record Piped(InputStream in, String place, String alias) implements KeySource {
        public Piped {
            in = in.markSupported() ? in : new BufferedInputStream(in);
        }

        /** What is in there, up to so many bytes, without using it up. */
        public byte[] peek(int limit) throws IOException {
            synchronized (in) { // many orgs may share it
                in.mark(limit + 1);
                byte[] content = in.readNBytes(limit);
                in.reset();
                return content;
            }
        }

        public boolean isStdin() {
            return place.equals(STDIN);
        }

        @Override
        public Named where() {
            return Named.of(isStdin() ? "the key on stdin" : "the key from " + place);
        }

        @Override
        public KeySource withAlias(String name) {
            return new Piped(in, place, name);
        }

        @Override
        public String toString() {
            return place;
        }
    }

    /** A key that never leaves its token. */
    record InToken(TokenUri uri) implements KeySource {
        @Override
        public Named where() {
            return Named.of("the key " + uri);
        }

        @Override
        public String alias() {
            return null;
        }

        /** The alias of a key in a token is its label, and a part of its URI. */
        @Override
        public KeySource withAlias(String name) {
            return new InToken(uri.object(name));
        }

        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /**
     * A key that was read before and is held in memory, so that nothing has to be read again.
     *
     * @param mark tells this key from others, see {@link #mark()}
     * @param origin where it was read
     */
    record Held(SigningKey key, String mark, KeySource origin) implements KeySource {
        @Override
        public Named where() {
            return origin.where();
        }

        @Override
        public String alias() {
            return origin.alias();
        }

        @Override
        public KeySource withAlias(String name) {
            return origin.withAlias(name);
        }

        @Override
        public String mark() {
            return mark;
        }

        @Override
        public String toString() {
            return origin.toString();
        }
    }

    /** Reads the key and holds it. */
    default Held held(Passphrase passphrase) {
        return new Held(PrivateKeys.read(this, passphrase), mark(), this);
    }

    /**
     * Tells this key from others: SHA-256 of what lies there, unread, because parsing it takes long and may ask for its
     * passphrase; and the alias. A token keeps its key and would ask for the PIN, so it is its URI there.
     */
    default String mark() {
        String content = this instanceof InToken token ? token.uri().toString()
                : Fingerprint.hex(PrivateKeys.content(this));
        return alias() == null ? content : content + " " + Fingerprint.hex(alias());
    }

    /** A place as it is written in a file, in a variable or as an option: a path, or a pkcs11: URI. */
    static KeySource of(String typed, Path folder, String name) {
        if (TokenUri.isOne(typed.strip())) {
            return new InToken(TokenUri.parse(typed, name));
        }
        requirePath(typed, folder, name);
        return new InFile(InputFile.path(folder, typed, name));
    }

    /** The same at a shell, whose own pipe ({@code <(…)}) is read at once: it can be read once only. */
    static KeySource atShell(String typed, Path folder, String name) {
        KeySource source = of(typed, folder, name);
        return source instanceof InFile(Path path, var _) && InputFile.isShellsPipe(path)
                ? new Piped(new ByteArrayInputStream(InputFile.read(path, "private key", PrivateKeys.LARGEST)), typed,
                        null)
                : source;
    }

    /**
     * Refuses what people paste in place of a path, unless a file has that name.
     *
     * @throws Failure {@code key_is_consumer_key}, {@code key_is_fingerprint} and their kin
     */
    static void requirePath(String typed, Path folder, String name) {
        Pasted.of(typed).filter(kind -> !mayNameFile(kind) && !isFile(typed, folder))
                .ifPresent(kind -> {
                    throw NotAKey.inPlaceOfPath(kind, typed, name);
                });
    }

    /** A file may be called none, your-key or a UUID; and of a key that strayed here the reader of paths says more. */
    private static boolean mayNameFile(Pasted kind) {
        return switch (kind) {
            case PATH, PRIVATE_KEY, NOTHING, PLACEHOLDER, UUID -> true;
            default -> false;
        };
    }

    private static boolean isFile(String typed, Path folder) {
        try {
            return Files.exists(folder.resolve(typed));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** How messages name the key. */
    Named where();

    String alias();

    KeySource withAlias(String name);
}
