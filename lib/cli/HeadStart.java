package lib.cli;

import java.util.Arrays;
import java.util.List;
import lib.catalog.Verb;
import lib.http.Http;
import lib.store.StoreOptions;

/**
 * Begins what takes longest in a login, TLS, before the command line is read, which takes second longest: on two cores
 * they take as long as one of them.
 */
final class HeadStart {

    /** Where it looks as if a login will be made: none of these tokens is stored. */
    static void take(Surroundings surroundings, String... args) {
        List<String> words = Arrays.asList(args);
        boolean wanted = CommandTree.named(args).filter(Verb::logsIn).isPresent() && !words.contains("--help");
        if (wanted && (words.contains("--no-store") || words.contains("--fresh") || nothingIsStored(surroundings))) {
            Http.expectSome(words.stream().noneMatch(word -> word.startsWith("--cacert")));
        }
    }

    private static boolean nothingIsStored(Surroundings surroundings) {
        var environment = surroundings.variables();
        return StoreOptions.folder(environment).map(folder -> {
            String[] entries = folder.toFile().list((_, name) -> name.endsWith(".json"));
            return entries == null || entries.length == 0;
        }).orElse(true);
    }
}
