package lib.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.config.ConfigSources;
import lib.config.OrgConfig;

/**
 * Whether there is a config, and everything in it.
 */
final class ConfigChecks {

    static final List<Check> CHECKS = List.of(new Check("config", Phase.OFFLINE, ConfigChecks::config));

    private ConfigChecks() {
    }

    private static Finding config(Evidence evidence) {
        ConfigSources sources = evidence.request().sources();
        OrgConfig config = sources.resolve();
        evidence.add(Fact.CONFIG, config);
        Path file = sources.file();
        return Finding.ok((Files.exists(file) ? evidence.shown(file) : "the environment and the options")
                + ": complete, for " + config.username() + " at " + config.loginUrl().host());
    }
}
