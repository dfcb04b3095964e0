package lib.cli;

import java.nio.file.Path;
import java.util.List;
import lib.config.ConfigPlace;
import lib.config.ConfigSources;
import lib.failure.Failure;
import lib.files.InputFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say which org: the file, and what in it or instead of it.
 */
public final class ConfigFlags {

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "The jwt.json to read; default ./jwt.json, "
            + "else one in a folder above, else ~/.config/sfjwt/jwt.json (SFJWT_CONFIG).")
    List<String> configs = List.of();

    @Mixin
    OrgFlags org;

    /** The one org that is meant. */
    public ConfigSources sources(Surroundings surroundings, Output out) {
        if (configs.size() > 1) {
            throw Failure.usage("several_configs", "--config is given " + configs.size() + " times, and this is for "
                    + "one org", "give it once");
        }
        return first(surroundings, out);
    }

    /** What all the orgs have in common, where many are meant. */
    public ConfigSources first(Surroundings surroundings, Output out) {
        return org.sources(surroundings, place(configs.isEmpty() ? null : configs.getFirst(), surroundings, out));
    }

    /** The file that is meant, which {@code --verbose} names. */
    public static ConfigPlace place(String typed, Surroundings surroundings, Output out) {
        ConfigPlace place = ConfigPlace.of(typed, surroundings.variables());
        if (typed == null) {
            out.reads(place.file());
        }
        out.detail("config " + surroundings.shown(place.file()) + ", " + place.found());
        return place;
    }

    public List<Path> files(Surroundings surroundings) {
        return configs.stream().map(typed -> InputFile.path(surroundings.folder(), typed, "--config")).toList();
    }

    /** As {@link OrgFlags#refuseWith}. */
    public void refuseWith(String many, boolean everyProfile) {
        org.refuseWith(many, everyProfile);
    }

    /** Whether one org is meant, and not all of a file. */
    public boolean namesOne() {
        return org.namesOne();
    }

    public boolean isGiven() {
        return !configs.isEmpty();
    }
}
