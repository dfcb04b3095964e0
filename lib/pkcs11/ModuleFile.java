package lib.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lib.failure.Failure;

/**
 * The library that speaks to a token: which file it is, and whether a config file may name it.
 */
public final class ModuleFile {

    /** As ssh-agent does: a library from a file that came with somebody's project would run with our rights. */
    private static final List<String> SYSTEM_PLACES = List.of("/usr/lib", "/usr/local/lib", "/lib", "/opt",
            "/nix/store", "/Library", "/Applications", "C:/Program Files", "C:/Windows/System32");
    private static final List<String> FOLDERS = List.of("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib",
            "/Library/OpenSC/lib", "C:/Windows/System32");

    private ModuleFile() {
    }

    /**
     * @param otherwise the library where the URI names none; null for none
     * @throws Failure {@code pkcs11_no_module}
     */
    static Path of(TokenUri uri, String otherwise) {
        String path = uri.get("module-path", uri.get("module-name") == null ? otherwise : null);
        String name = uri.get("module-name");
        if (path == null && name == null) {
            throw missing("no library is named that speaks to the token of " + uri,
                    "add ?module-path=/PATH/TO/LIBRARY.so to the URI, or set SFJWT_PKCS11_MODULE; SoftHSM's is"
                            + " /usr/lib/softhsm/libsofthsm2.so, OpenSC's (smart cards) opensc-pkcs11.so,"
                            + " YubiKey's libykcs11.so");
        }
        if (path == null) {
            return named(name).orElseThrow(() -> missing("there is no PKCS#11 library " + name + " on this machine",
                    "install it, or name its file: ?module-path=/PATH/TO/LIBRARY.so"));
        }
        try {
            Path file = Path.of(path);
            if (file.isAbsolute() && Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // a name that cannot be a path names no file
        }
        throw missing("there is no PKCS#11 library " + path, "install it, or correct the path; it begins with /");
    }

    /**
     * Refuses a library from outside the system's own places, in a URI that came from a file.
     *
     * @param name of the field
     * @throws Failure {@code pkcs11_module_untrusted}
     */
    public static void requireSystemPlace(TokenUri uri, String name) {
        String path = uri.get("module-path");
        if (path != null && !isSystemPlace(path)) {
            throw Failure.file("pkcs11_module_untrusted", name + " names the library " + path
                    + ", which is in no folder of the system; whoever wrote that file could run any program here",
                    "leave module-path out of the file and set SFJWT_PKCS11_MODULE=" + path
                            + ", if you trust that library");
        }
    }

    private static boolean isSystemPlace(String path) {
        try {
            Path file = Path.of(path).normalize();
            Path real = Files.exists(file) ? file.toRealPath() : file;
            return SYSTEM_PLACES.stream().anyMatch(place -> real.startsWith(place));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static Optional<Path> named(String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            return Optional.empty();
        }
        return FOLDERS.stream().map(Path::of).filter(Files::isDirectory).flatMap(ModuleFile::withSubfolders)
                .flatMap(folder -> Stream.of(name + ".so", "lib" + name + ".so", "lib" + name + ".dylib", name + ".dll")
                        .map(folder::resolve))
                .filter(Files::isRegularFile).findFirst();
    }

    /** Debian keeps them in /usr/lib/ARCHITECTURE and in its folder pkcs11, SoftHSM in one of its own. */
    private static Stream<Path> withSubfolders(Path folder) {
        try (var architectures = Files.newDirectoryStream(folder, "*-linux-gnu*")) {
            var found = new ArrayList<>(List.of(folder));
            architectures.forEach(found::add);
            return found.stream().flatMap(one -> Stream.of(one, one.resolve("pkcs11"), one.resolve("softhsm")));
        } catch (IOException e) {
            return Stream.of(folder);
        }
    }

    private static Failure missing(String what, String fix) {
        return Failure.file("pkcs11_no_module", what, fix);
    }
}
