package lib.cli;

import java.util.Set;
import java.util.function.BiFunction;
import lib.config.ConfigSources;
import lib.config.OrgConfig;
import lib.keys.Passphrase;
import lib.store.ReuseToken;
import lib.store.StoreOptions;
import lib.token.GetToken;
import picocli.CommandLine.Mixin;

/**
 * The options of every command that needs a token: which org, with which key, by which way, stored or not.
 */
public final class LoginFlags {

    @Mixin
    ConfigFlags config;

    @Mixin
    PassphraseFlags passphrase;

    @Mixin
    StoreFlags store;

    @Mixin
    HttpFlags http;

    public ConfigFlags config() {
        return config;
    }

    public ReuseToken.Request request(Surroundings surroundings, Output out) {
        return requests(surroundings, out).apply(config.sources(surroundings, out), "");
    }

    /** Makes the request for an org; what is in front of each line of --verbose tells orgs apart. */
    public BiFunction<ConfigSources, String, ReuseToken.Request> requests(Surroundings surroundings, Output out) {
        // one for all: a passphrase is asked for once
        Passphrase passphrases = passphrase.from(surroundings, out);
        StoreOptions stored = store.options(surroundings);
        return (sources, prefix) -> {
            OrgConfig org = sources.resolve();
            out.keyIs(org.key());
            return new ReuseToken.Request(new GetToken.Request(org,
                    http.options(surroundings, line -> out.detail(prefix + line)), passphrases, sources::resolve),
                    stored);
        };
    }

    /** The passphrases that a person has typed for these requests. */
    public Set<String> typedPassphrases(Surroundings surroundings) {
        return passphrase.typed(surroundings);
    }
}
