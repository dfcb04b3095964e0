package lib.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lib.files.InputFile;

/**
 * Where the jwt.json is, in this order: the file that {@code --config} names, the one that SFJWT_CONFIG names, a
 * jwt.json in this folder or the nearest one above it, {@code sfjwt/jwt.json} in the user's folder of configurations.
 *
 * @param found how it was found, for {@code --verbose}
 * @param asked whether a person named it; else it may be absent
 */
public record ConfigPlace(Path file, String found, boolean asked) {

    /** @param typed after {@code --config}, or null */
    public static ConfigPlace of(String typed, Environment environment) {
        Path folder = environment.folder();
        if (typed != null) {
            return new ConfigPlace(InputFile.path(folder, typed, "--config"), "named by --config", true);
        }
        Setting<String> named = environment.trimmed(Environment.CONFIG);
        if (named != null) {
            Path file = InputFile.path(folder, named.value(), named.name());
            return new ConfigPlace(file, "named by " + named.name(), true);
        }
        Path here = folder.resolve(ConfigSources.DEFAULT_FILE);
        if (Files.exists(here)) {
            return new ConfigPlace(here, "in this folder", false);
        }
        return above(folder).or(() -> users(environment)).orElse(new ConfigPlace(here, "in this folder", false));
    }

    /** In a folder above, such as /tmp, somebody else may have put one: only this user's own counts. */
    private static Optional<ConfigPlace> above(Path folder) {
        for (Path up = folder.toAbsolutePath().normalize().getParent(); up != null; up = up.getParent()) {
            Path file = up.resolve(ConfigSources.DEFAULT_FILE);
            if (Files.isRegularFile(file) && isOwn(file)) {
                return Optional.of(new ConfigPlace(file, "in a folder above this one", false));
            }
        }
        return Optional.empty();
    }

    private static Optional<ConfigPlace> users(Environment environment) {
        Map<String, String> variables = environment.variables();
        return InputFile.absolute(variables, "XDG_CONFIG_HOME")
                .or(() -> InputFile.absolute(variables, "HOME").map(home -> home.resolve(".config")))
                .or(() -> InputFile.absolute(variables, "APPDATA"))
                .map(configs -> configs.resolve("sfjwt").resolve(ConfigSources.DEFAULT_FILE))
                .filter(Files::isRegularFile).map(file -> new ConfigPlace(file, "in the user's own folder", false));
    }

    private static boolean isOwn(Path file) {
        try {
            return Files.getOwner(file).equals(Files.getOwner(Path.of(System.getProperty("user.home"))));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
