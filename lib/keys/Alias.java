package lib.keys;

import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.text.Quoted;

/**
 * Which of several keys is meant, by the name that each has in its store.
 */
final class Alias {

    /**
     * @param wanted null for the only one
     * @param names of the keys there; some may have none
     * @return empty for the only key, whatever its name
     * @throws Failure {@code key_alias_needed}, {@code key_alias_unknown} or {@code key_several}
     */
    static Optional<String> choose(String wanted, List<String> names, int keys, Named where) {
        if (wanted != null) {
            // aliases of key stores have no case
            return Optional.of(names.stream().filter(wanted::equals).findFirst()
                    .or(() -> names.stream().filter(wanted::equalsIgnoreCase).findFirst())
                    .orElseThrow(() -> Failure.file("key_alias_unknown",
                            where + " holds no private key with the alias " + Quoted.value(wanted), names.isEmpty()
                                    ? Fix.of("leave out ", Input.KEY_ALIAS)
                                    : Fix.of("give one of these as ", Input.KEY_ALIAS, ": "
                                            + String.join(", ", names)))));
        }
        if (keys > 1 && names.isEmpty()) {
            throw NotAKey.several(keys, where);
        }
        if (keys > 1) {
            throw Failure.file("key_alias_needed",
                    where + " holds " + keys + " private keys: " + String.join(", ", names),
                    Fix.of("say which one, such as " + names.getFirst() + ", with ", Input.KEY_ALIAS));
        }
        return Optional.empty();
    }
}
