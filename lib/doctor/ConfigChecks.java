package lib.doctor;

import java.util.List;
import lib.config.OrgConfig;
import lib.failure.Warning;
import lib.store.AudienceMemory;

/**
 * Whether there is a config, and everything in it.
 */
final class ConfigChecks {

    static final List<Check> CHECKS = List.of(new Check("config", Phase.OFFLINE, ConfigChecks::config));

    private static Finding config(Evidence evidence) {
        OrgConfig config = AudienceMemory.recalled(evidence.request().config().get(),
                evidence.request().environment());
        evidence.add(Fact.CONFIG, config);
        String text = where(evidence) + "complete, for " + config.username() + " at " + config.loginUrl().host();
        List<Warning> odd = config.warnings().stream().filter(one -> one.code().equals("config_odd")).toList();
        return odd.isEmpty() ? Finding.ok(text)
                : Finding.warning("config_odd", text + "; " + Evidence.joined(odd), "correct what is misspelt there");
    }

    private static String where(Evidence evidence) {
        Doctor.Request request = evidence.request();
        if (request.configFile() == null) {
            return "";
        }
        return (request.hasConfigFile() ? evidence.shown(request.configFile()) : "the environment and the options")
                + ": ";
    }
}
