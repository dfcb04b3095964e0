package lib.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.files.FileIdentity;
import lib.files.FromFolder;
import lib.keys.GenerateCerts;
import lib.keys.Passphrase;

/**
 * The logins that a key file serves: those of the jwt.json files in this folder, beside the key and above it.
 */
public final class LoginsOfKey {

    private LoginsOfKey() {
    }

    /** Says which logins end with a key that a new one has replaced. */
    public static List<Warning> ended(Path folder, GenerateCerts.Result result, Clock clock) {
        List<String> ended = result.replacedKey() ? in(folder, result, clock) : List.of();
        return ended.isEmpty() ? List.of() : List.of(Warning.of("logins_ended",
                "these logins used the key before, and fail until the new certificate is in their app: "
                        + String.join(", ", ended)));
    }

    /** Whether a login is set up with the key already, so that its app lacks nothing but the certificate. */
    public static boolean areThere(Path folder, GenerateCerts.Result result, Clock clock) {
        return !in(folder, result, clock).isEmpty();
    }

    /** Each as {@code prod/jwt.json (ci@acme.com)}, with its profile. */
    private static List<String> in(Path folder, GenerateCerts.Result result, Clock clock) {
        Path keyFile = folder.resolve(result.crt().resolveSibling("server.key")).toAbsolutePath().normalize();
        return Stream.of(folder.toAbsolutePath(), keyFile.getParent(), keyFile.getParent().getParent())
                .flatMap(Stream::ofNullable).map(place -> place.resolve(ConfigSources.DEFAULT_FILE).normalize())
                .distinct().filter(Files::exists)
                .flatMap(file -> orgs(file, clock).stream().filter(org -> org.keyFile() != null
                        && FileIdentity.isSame(org.keyFile(), keyFile))
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
        return FromFolder.name(folder, file) + (org.name().isEmpty() ? "" : ", profile " + org.name())
                + " (" + org.config().username() + ")";
    }
}
