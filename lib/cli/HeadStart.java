package lib.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import lib.config.Environment;
import lib.http.Http;
import lib.store.StoreOptions;

/**
 * Begins what takes longest in a login, TLS, before the command line is read, which takes second longest: on two cores
 * they take as long as one of them.
 */
final class HeadStart {

    private static final Set<String> WITH_A_LOGIN =
            Set.of("get-token", "whoami", "limits", "api", "exec", "open", "sf-login");

    private HeadStart() {
    }

    /** Where it looks as if a login will be made: none of these tokens is stored. */
    static void take(Surroundings surroundings, String... args) {
        List<String> words = Arrays.asList(args);
        boolean wanted = words.stream().filter(word -> !word.startsWith("-")).findFirst()
                .filter(WITH_A_LOGIN::contains).isPresent() && !words.contains("--help");
        if (wanted && (words.contains("--no-store") || words.contains("--fresh") || nothingIsStored(surroundings))) {
            Http.expectSome(words.stream().noneMatch(word -> word.startsWith("--cacert")));
        }
    }

    private static boolean nothingIsStored(Surroundings surroundings) {
        var environment = new Environment(surroundings.environment(), surroundings.folder());
        return StoreOptions.folder(environment).map(folder -> {
            String[] entries = folder.toFile().list();
            return entries == null || entries.length == 0;
        }).orElse(true);
    }
}
