package lib.cli;

import lib.config.Setting;
import lib.store.StoreOptions;
import picocli.CommandLine.Option;

/**
 * The options that say whether a stored token is used and kept.
 */
public final class StoreFlags {

    @Option(names = "--fresh", description = "Log in even when a token is stored, and store the new one instead.")
    boolean fresh;

    @Option(names = "--no-store", description = "Do not use a stored token, and store none.")
    boolean noStore;

    @Option(names = "--store-ttl", paramLabel = "TIME", description = "How long a stored token is used, like 600 "
            + "(seconds), 15m or 2h; default 15m (SFJWT_STORE_TTL). SFJWT_STORE_DIR says where.")
    String ttl;

    @Option(names = "--store", paramLabel = "URL", description = "A Redis in which many machines share their tokens, "
            + "encrypted: redis://host, rediss://user@host:6379/0, redis-sentinel://…, redis-cluster://… "
            + "(SFJWT_STORE). SFJWT_STORE_PASSWORD or SFJWT_STORE_PASSWORD_FILE has the password.")
    String store;

    public StoreOptions options(Surroundings surroundings) {
        var environment = surroundings.variables();
        Setting<String> setting = ttl == null ? null : new Setting<>(ttl, "--store-ttl");
        StoreOptions options = StoreOptions.of(setting, store == null ? null : new Setting<>(store, "--store"), fresh,
                environment);
        return noStore ? StoreOptions.NONE : options;
    }
}
