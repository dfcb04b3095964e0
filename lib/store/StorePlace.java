package lib.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lib.config.Environment;
import lib.files.InputFile;

/**
 * Where a user's tokens are kept: SFJWT_STORE_DIR, else where this platform keeps caches.
 */
final class StorePlace {

    /**
     * Empty where the environment names no home, as for some services: then nothing is kept.
     *
     * @param folder what a relative SFJWT_STORE_DIR is relative to
     */
    static Optional<Path> of(Map<String, String> environment, Path folder, String system) {
        String chosen = environment.getOrDefault(Environment.STORE_DIR, "").strip();
        if (!chosen.isEmpty()) {
            return Optional.of(InputFile.path(folder, chosen, Environment.STORE_DIR));
        }
        String name = system.toLowerCase(Locale.ROOT);
        Optional<Path> home = InputFile.absolute(environment, "HOME");
        Optional<Path> caches = name.contains("windows") ? InputFile.absolute(environment, "LOCALAPPDATA")
                : name.contains("mac") ? home.map(path -> path.resolve("Library/Caches"))
                : InputFile.absolute(environment, "XDG_CACHE_HOME").or(() -> home.map(path -> path.resolve(".cache")));
        return caches.map(place -> place.resolve("sfjwt").resolve("tokens"));
    }
}
