package lib.ci;

import java.util.Map;
import java.util.Optional;

/**
 * The CI systems whose own forms sfjwt speaks, told apart by the variables that each sets for its jobs.
 */
public enum CiSystem {
    GITHUB, GITLAB, AZURE, JENKINS;

    /** The system that this process runs in, if it is one of these. */
    public static Optional<CiSystem> detect(Map<String, String> environment) {
        if (isTrue(environment, "GITHUB_ACTIONS")) {
            return Optional.of(GITHUB);
        }
        if (isTrue(environment, "GITLAB_CI")) {
            return Optional.of(GITLAB);
        }
        if (isTrue(environment, "TF_BUILD")) {
            return Optional.of(AZURE);
        }
        return environment.getOrDefault("JENKINS_URL", "").isBlank() ? Optional.empty() : Optional.of(JENKINS);
    }

    private static boolean isTrue(Map<String, String> environment, String variable) {
        return environment.getOrDefault(variable, "").strip().equalsIgnoreCase("true");
    }
}
