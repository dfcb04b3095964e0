package lib.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import lib.config.ConfigSources;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.keys.Passphrase;
import lib.store.ReuseToken;
import lib.store.StoreOptions;
import lib.token.GetToken;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of every command that needs a token: which org, with which key, by which way, stored or not.
 */
public final class LoginFlags {

    @Option(names = {"-c", "--config"}, paramLabel = "FILE",
            description = "Default ./jwt.json, which is not needed when the environment says it all.")
    public List<String> configs = List.of();

    @Mixin
    public OrgOptions org;

    @Mixin
    PassphraseSources passphrase;

    @Mixin
    StoreFlags store;

    @Mixin
    HttpFlags http;

    public ReuseToken.Request request(Surroundings surroundings, Output out) {
        if (configs.size() > 1) {
            throw Failure.usage("several_configs", "--config is given " + configs.size() + " times, and this is for "
                    + "one org", "give it once; sfjwt get-token takes several");
        }
        return requests(surroundings, out).apply(sources(surroundings), "");
    }

    /** Makes the request for an org; what is in front of each line of --verbose tells orgs apart. */
    public BiFunction<ConfigSources, String, ReuseToken.Request> requests(Surroundings surroundings, Output out) {
        // one for all: a passphrase is asked for once
        Passphrase passphrases = passphrase.from(surroundings);
        StoreOptions stored = store.options(surroundings);
        return (sources, prefix) -> new ReuseToken.Request(new GetToken.Request(sources.resolve(),
                http.options(surroundings, line -> out.detail(prefix + line)), passphrases), stored);
    }

    public ConfigSources sources(Surroundings surroundings) {
        return org.sources(surroundings, configs.isEmpty() ? null : configs.getFirst());
    }

    public List<Path> files(Surroundings surroundings) {
        return configs.stream().map(typed -> InputFile.path(surroundings.folder(), typed, "--config")).toList();
    }
}
