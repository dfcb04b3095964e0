package lib.cli;

import lib.config.ConfigSources;
import lib.store.ReuseToken;
import lib.token.GetToken;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of every command that needs a token: which org, with which key, by which way, stored or not.
 */
final class LoginFlags {

    @Option(names = {"-c", "--config"}, paramLabel = "FILE",
            description = "Default ./jwt.json, which is not needed when the environment says it all.")
    String config;

    @Mixin
    OrgOptions org;

    @Mixin
    PassphraseSources passphrase;

    @Mixin
    StoreFlags store;

    @Mixin
    HttpFlags http;

    ReuseToken.Request request(Surroundings surroundings, Output out) {
        return request(sources(surroundings), surroundings, out);
    }

    /** The same for another org than the one that the options name. */
    ReuseToken.Request request(ConfigSources sources, Surroundings surroundings, Output out) {
        return new ReuseToken.Request(new GetToken.Request(sources.resolve(),
                http.options(surroundings, out::detail), passphrase.from(surroundings)), store.options(surroundings));
    }

    ConfigSources sources(Surroundings surroundings) {
        return org.sources(surroundings, config);
    }
}
