package lib.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Failure;

/**
 * The orgs that are meant where many are: all in a jwt.json, or one or all in each of several.
 */
public final class ManyOrgs {

    private ManyOrgs() {
    }

    /**
     * One of them. Its file wins over the environment, from which only its key may come.
     *
     * @param profile empty for the file's top level
     * @param sources null where {@code problem} says why there are none
     */
    public record Org(Path file, String profile, ConfigSources sources, Failure problem) {

        /** @throws Failure what is wrong with this org; the others need not care */
        public ConfigSources orThrow() {
            if (problem != null) {
                throw problem;
            }
            return sources;
        }
    }

    /** @throws Failure for a file that is missing or no jwt.json */
    public static List<Org> in(ConfigSources sources) {
        return JwtJson.read(sources.file()).orgs().stream()
                .map(name -> new Org(sources.file(), name, sources.withProfile(name), null)).toList();
    }

    /** One org of each file: the one that {@code sources} names, or its top level. */
    public static List<Org> oneOfEach(ConfigSources sources, List<Path> files) {
        return files.stream().map(file -> {
            ConfigSources its = sources.withFile(file);
            return new Org(file, its.profile().value(), its, null);
        }).toList();
    }

    /** All orgs of each file; a file that cannot be read is one with a problem. */
    public static List<Org> allOfEach(ConfigSources sources, List<Path> files) {
        var orgs = new ArrayList<Org>();
        for (Path file : files) {
            try {
                orgs.addAll(in(sources.withFile(file)));
            } catch (Failure e) {
                orgs.add(new Org(file, "", null, e));
            }
        }
        return List.copyOf(orgs);
    }
}
