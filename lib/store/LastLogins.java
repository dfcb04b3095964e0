package lib.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lib.config.ListOrgs;
import lib.config.OrgConfig;
import lib.failure.Text;

/**
 * When each org was last logged in to, as the store knows it: a day back at the most, by any of its keys.
 */
public final class LastLogins implements ListOrgs.LastLogin {

    private final List<StoredToken> tokens;

    /** @param folder the store; empty where there is none */
    public LastLogins(Optional<Path> folder, Consumer<Text> warn) {
        tokens = folder.map(place -> new TokenStore(place, warn)).map(store ->
                store.entries().stream().map(store::read).flatMap(Optional::stream).toList()).orElse(List.of());
    }

    @Override
    public Optional<Instant> to(OrgConfig config) {
        return tokens.stream().filter(token -> token.login().isOf(config)).map(StoredToken::savedAt)
                .max(Instant::compareTo);
    }
}
