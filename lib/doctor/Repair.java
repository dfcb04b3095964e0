package lib.doctor;

import java.util.List;
import java.util.Optional;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.config.OrgConfig;
import lib.failure.Text;

/**
 * Knows the command that makes or mends the app of a login.
 */
@FunctionalInterface
public interface Repair {

    /**
     * Empty where no command of ours can.
     *
     * @param app empty where the org has none for this login
     * @param settings the app's, where they could be read
     * @param options what the mending takes besides
     */
    Optional<Text.Command> of(OrgConfig login, Optional<AppInOrg> app, Optional<AppSettings> settings,
            List<String> options);
}
