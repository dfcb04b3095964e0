package lib.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import lib.config.Environment;
import lib.config.OrgConfig;
import lib.http.HttpOptions;
import lib.http.Retries;
import lib.keys.Passphrase;

/**
 * The checks of app, user, host and audience alone, which read no file: for values that were typed a moment ago.
 */
public final class OrgExamination {

    private OrgExamination() {
    }

    public static List<Examined> of(OrgConfig config, Clock clock) {
        var request = new Doctor.Request(() -> config, null, new Environment(Map.of(), Path.of("")), null,
                HttpOptions.defaults(Map.of()), Passphrase.NONE, WaitTime.NONE, false, Phase.OFFLINE);
        var evidence = new Evidence(request, clock, Retries.Sleeper.REAL, Doctor.Progress.NONE);
        evidence.add(Fact.CONFIG, config);
        OrgChecks.CHECKS.forEach(check -> check.examine(evidence));
        return evidence.examined();
    }
}
