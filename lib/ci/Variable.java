package lib.ci;

import java.util.List;
import lib.token.TokenAnswer;

/**
 * An environment variable that hands on a part of a login.
 *
 * @param name letters, digits and underscores, as every shell and CI system takes it
 */
public record Variable(String name, String value, boolean secret) {

    public Variable {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(name);
        }
    }

    /**
     * What a script needs to call the API. SF_ACCESS_TOKEN and SF_ORG_INSTANCE_URL are also what the Salesforce CLI
     * reads ({@code sf org login access-token}).
     */
    public static List<Variable> of(TokenAnswer answer) {
        String instanceUrl = answer.instanceUrl().toString();
        return List.of(new Variable("SF_ACCESS_TOKEN", answer.accessToken(), true),
                new Variable("SF_INSTANCE_URL", instanceUrl, false),
                new Variable("SF_ORG_INSTANCE_URL", instanceUrl, false));
    }

    /** Names only: the value may be a secret. */
    @Override
    public String toString() {
        return name;
    }
}
