package lib.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import lib.cli.ConfigFlags;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.config.ConfigFiles;
import lib.config.ConfigSources;
import lib.config.ManyOrgs;
import lib.failure.Warning;
import lib.files.InputFile;
import lib.store.ReuseToken;
import lib.text.Untrusted;
import picocli.CommandLine.Option;

/**
 * The options by which many orgs are meant instead of one; {@code --config} given several times is one of them.
 */
final class ManyOrgsFlags {

    @Option(names = "--all", description = "Do this for every org in jwt.json; one that fails does not stop "
            + "the others.")
    boolean all;

    @Option(names = "--config-dir", paramLabel = "DIR", description = "Do this for every jwt.json in a folder, "
            + "whatever its name; with several --config, for those files.")
    String configDir;

    private final List<Warning> notes = new ArrayList<>();

    boolean areGiven(ConfigFlags config, Surroundings surroundings) {
        return all || !isOneFile(config, surroundings);
    }

    /** The option by which they are, for messages. */
    String name() {
        return all ? "--all" : configDir != null ? "--config-dir" : "--config several times";
    }

    /** Does it for each of the orgs that are meant, {@code atOnce} at a time. */
    <R> ManyOrgsRun<R> run(ConfigFlags config, Surroundings surroundings, Output out, int atOnce,
            ManyOrgsRun.Operation<R> operation) {
        List<ManyOrgs.Org> orgs = orgs(config, surroundings, out);
        out.warn(notes);
        out.spin("asking " + orgs.size() + " orgs …");
        return ManyOrgsRun.of(orgs, names(orgs, config, surroundings), atOnce, operation);
    }

    /** As {@link #run}, with a login each. */
    <R> ManyOrgsRun<R> loggedIn(LoginFlags login, Surroundings surroundings, Output out,
            Function<ReuseToken.Request, R> operation) {
        var requests = login.requests(surroundings, out);
        return run(login.config(), surroundings, out, ManyOrgsRun.AT_ONCE,
                (sources, name) -> operation.apply(requests.apply(sources, name + ": ")));
    }

    private List<ManyOrgs.Org> orgs(ConfigFlags config, Surroundings surroundings, Output out) {
        config.refuseWith(name(), all);
        ConfigSources sources = config.first(surroundings, out);
        if (isOneFile(config, surroundings)) {
            return ManyOrgs.in(sources);
        }
        List<Path> files = files(config.files(surroundings), surroundings);
        return all ? ManyOrgs.allOfEach(sources, files) : ManyOrgs.oneOfEach(sources, files);
    }

    /** Each once. */
    List<Path> files(List<Path> configs, Surroundings surroundings) {
        List<Path> named = new ArrayList<>(configs);
        if (configDir != null) {
            ConfigFiles.Found found = ConfigFiles.in(InputFile.path(surroundings.folder(), configDir, "--config-dir"));
            named.addAll(found.files());
            found.passedOver().forEach(note -> notes.add(Warning.of("file_passed_over", note)));
        }
        Set<Path> once = new LinkedHashSet<>();
        named.forEach(file -> once.add(file.toAbsolutePath()));
        return List.copyOf(once);
    }

    /** What a person should know of the files. */
    List<Warning> notes() {
        return notes;
    }

    /** Profiles where there is one file, else files, and profiles of a file where they are meant. */
    private List<String> names(List<ManyOrgs.Org> orgs, ConfigFlags config, Surroundings surroundings) {
        boolean oneFile = isOneFile(config, surroundings);
        return orgs.stream().map(org -> {
            String profile = Untrusted.line(org.profile());
            return oneFile ? profile.isEmpty() ? "(top level)" : profile
                    : (Untrusted.line(surroundings.shown(org.file())) + " " + profile).strip();
        }).toList();
    }

    /** Whether the orgs differ by their profile alone. */
    private boolean isOneFile(ConfigFlags config, Surroundings surroundings) {
        return configDir == null && config.files(surroundings).size() < 2;
    }
}
