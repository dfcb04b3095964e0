package ui;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.StreamSupport;
import lib.failure.Failure;
import lib.failure.Input;
import lib.failure.Voice;
import lib.files.InputFile;
import lib.keys.KeySource;
import lib.text.Quoted;
import lib.text.Untrusted;

/**
 * The one folder whose files the dashboard may touch, by paths below it that no link leads out of.
 */
record RootFolder(Path real) {

    private static final int LARGEST_FILE = 1024 * 1024;

    /** @throws IOException if there is no such folder */
    static RootFolder at(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new NotDirectoryException(folder.toString());
        }
        return new RootFolder(real);
    }

    /**
     * The whole path of a file or folder, there or not.
     *
     * @param typed relative to the root, or a whole path below it, as our own answers name files
     * @param field names it in failures
     * @throws Failure {@code bad_path}, {@code path_outside}, or {@code root_gone}
     */
    Path resolve(String typed, String field) {
        Path path = real.resolve(below(typed, field)).normalize();
        if (withoutLinks(real).isEmpty()) {
            throw gone();
        }
        if (Files.isSymbolicLink(path)) {
            throw outside(field, typed, "is a symbolic link");
        }
        Optional<Path> inside = path.startsWith(real) ? withoutLinks(path) : Optional.empty();
        return inside.orElseThrow(() -> outside(field, typed, "leads out of " + real));
    }

    /** As {@link #resolve}, of a private key: what people paste in place of its path is called by its name. */
    Path key(String typed, String field) {
        KeySource.requirePath(typed, real, called(field));
        return resolve(typed, field);
    }

    /** The file of this name, if there is one that may be touched. */
    Optional<Path> find(String name) {
        return Optional.of(real.resolve(name)).filter(path -> name(path).isPresent() && Files.exists(path));
    }

    /** The content of a file, see {@link #resolve}. */
    byte[] read(String typed, String field, String what) {
        return InputFile.read(resolve(typed, field), what, LARGEST_FILE);
    }

    /** How the browser names a path, if it may touch it at all. */
    Optional<String> name(Path path) {
        Path whole = real.resolve(path).normalize();
        if (!whole.startsWith(real) || whole.equals(real) || Files.isSymbolicLink(whole)
                || withoutLinks(whole).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(real.relativize(whole).toString().replace(File.separatorChar, '/'));
    }

    @Override
    public String toString() {
        return real.toString();
    }

    private Path below(String typed, String field) {
        if (Quoted.isSecret(typed)) {
            throw bad(field, typed, "is not a path");
        }
        if (typed.chars().anyMatch(Untrusted::isControl)) {
            throw bad(field, typed, "has a line break or another control character in it");
        }
        if (typed.startsWith("~")) {
            throw outside(field, typed, "begins with ~, which is a home folder");
        }
        Path path;
        try {
            path = Path.of(typed);
        } catch (InvalidPathException e) {
            throw bad(field, typed, "is not a path on this system");
        }
        if (typed.isBlank()) {
            throw bad(field, typed, "is empty");
        }
        if (File.separatorChar == '/' && typed.indexOf('\\') >= 0) {
            throw bad(field, typed, "has a backslash in it; this system separates folders by /");
        }
        if (path.isAbsolute() && path.normalize().equals(path) && path.startsWith(real)) {
            return path;
        }
        if (path.isAbsolute() || path.getRoot() != null) {
            throw outside(field, typed, "begins at the root of the file system");
        }
        if (StreamSupport.stream(path.spliterator(), false).anyMatch(part -> part.toString().equals(".."))) {
            throw outside(field, typed, "has .. in it");
        }
        return path;
    }

    /**
     * The same place by a path without links, so that {@link lib.files.Confinement} can follow it; empty where its
     * nearest part that exists is not really below the root.
     */
    private Optional<Path> withoutLinks(Path path) {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        try {
            Path place = existing.toRealPath();
            return place.startsWith(real) ? Optional.of(place.resolve(existing.relativize(path)).normalize())
                    : Optional.empty();
        } catch (IOException e) {
            // a link to nowhere
            return Optional.empty();
        }
    }

    /** Also where a link was left in its place: it leads to where nobody asked us to work. */
    private Failure gone() {
        return Failure.file("root_gone", "the folder of this dashboard is not there any more: " + real,
                "put it back in its place, or stop the dashboard and start sfjwt ui in another folder");
    }

    private static Failure bad(String field, String typed, String wrong) {
        return about(field, Failure.usage("bad_path", called(field) + " " + Quoted.value(typed) + " " + wrong,
                "name a path like certs/server.key"));
    }

    private static Failure outside(String field, String typed, String wrong) {
        return about(field, Failure.usage("path_outside", called(field) + " " + Quoted.value(typed) + " " + wrong,
                "the dashboard touches only files in its folder: name a path inside it, like certs/server.key, or "
                        + "start sfjwt ui in another folder"));
    }

    private static Failure about(String field, Failure failure) {
        return input(field).map(failure::about).orElse(failure);
    }

    /** As the label of the page's field, where it is one. */
    private static String called(String field) {
        return input(field).map(Voice.PAGE::input).orElse(field);
    }

    private static Optional<Input> input(String field) {
        return field.equals("keyPath") ? Optional.of(Input.KEY_FILE) : Input.ofField(field);
    }
}
