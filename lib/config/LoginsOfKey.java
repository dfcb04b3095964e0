package lib.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.keys.Passphrase;

/**
 * The logins that a key file serves: those of the jwt.json files in this folder, beside the key and above it.
 */
public final class LoginsOfKey {

    private LoginsOfKey() {
    }

    /** Each as {@code prod/jwt.json (ci@acme.com)}, with its profile. */
    public static List<String> in(Path folder, Path key, Clock clock) {
        Path keyFile = folder.resolve(key).toAbsolutePath().normalize();
        return Stream.of(folder.toAbsolutePath(), keyFile.getParent(), keyFile.getParent().getParent())
                .flatMap(Stream::ofNullable).map(place -> place.resolve(ConfigSources.DEFAULT_FILE).normalize())
                .distinct().filter(Files::exists)
                .flatMap(file -> orgs(file, clock).stream().filter(org -> org.keyFile() != null
                        && org.keyFile().toAbsolutePath().normalize().equals(keyFile))
                        .map(org -> name(folder, file, org)))
                .toList();
    }

    private static List<ListOrgs.Org> orgs(Path file, Clock clock) {
        try {
            return new ListOrgs(clock).run(new ListOrgs.Request(file, _ -> Optional.empty(),
                    Passphrase.NONE)).orgs();
        } catch (Failure e) {
            return List.of(); // a file that no command reads names no login
        }
    }

    private static String name(Path folder, Path file, ListOrgs.Org org) {
        Path here = folder.toAbsolutePath().normalize();
        return (file.startsWith(here) ? here.relativize(file) : file)
                + (org.name().isEmpty() ? "" : ", profile " + org.name()) + " (" + org.config().username() + ")";
    }
}
