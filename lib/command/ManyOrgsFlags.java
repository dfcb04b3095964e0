package lib.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import lib.cli.LoginFlags;
import lib.cli.Surroundings;
import lib.config.ConfigFiles;
import lib.config.ConfigSources;
import lib.config.ManyOrgs;
import lib.files.InputFile;
import picocli.CommandLine.Option;

/**
 * The options by which many orgs are meant instead of one; {@code --config} given several times is one of them.
 */
final class ManyOrgsFlags {

    @Option(names = "--all", description = "A token for every org in jwt.json, some at once; one that fails stops no "
            + "other.")
    boolean all;

    @Option(names = "--config-dir", paramLabel = "DIR", description = "The same for every *.json in a folder; --config "
            + "several times is the same for the files that it names.")
    String configDir;

    boolean areGiven(LoginFlags login) {
        return all || !isOneFile(login);
    }

    /** The option by which they are, for messages. */
    String name() {
        return all ? "--all" : configDir != null ? "--config-dir" : "--config several times";
    }

    /** Whether the orgs differ by their profile alone. */
    boolean isOneFile(LoginFlags login) {
        return configDir == null && login.configs.size() < 2;
    }

    List<ManyOrgs.Org> orgs(LoginFlags login, Surroundings surroundings) {
        login.org.refuseWith(name(), all);
        ConfigSources sources = login.sources(surroundings);
        if (isOneFile(login)) {
            return ManyOrgs.in(sources);
        }
        List<Path> named = new ArrayList<>(login.files(surroundings));
        if (configDir != null) {
            named.addAll(ConfigFiles.in(InputFile.path(surroundings.folder(), configDir, "--config-dir")));
        }
        var seen = new HashSet<Path>();
        List<Path> files = named.stream().filter(file -> seen.add(file.toAbsolutePath())).toList();
        return all ? ManyOrgs.allOfEach(sources, files) : ManyOrgs.oneOfEach(sources, files);
    }
}
