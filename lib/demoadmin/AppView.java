package lib.demoadmin;

import java.security.interfaces.RSAPublicKey;
import java.util.Set;

/**
 * An app as the token endpoint knows it, which after a change is for a while the app as it was before.
 *
 * @param key the public key of its certificate; null where it has none, and so takes no JWT
 * @param policyKnown whether its policy has reached the token endpoint
 * @param selfAuthorized whether users must have approved it themselves
 * @param approved the ids of the users who have one of its permission sets
 */
public record AppView(String name, String consumerKey, RSAPublicKey key, boolean enabled, boolean policyKnown,
        boolean selfAuthorized, boolean enforcesIp, Set<String> profiles, Set<String> approved) {

    public AppView {
        profiles = Set.copyOf(profiles);
        approved = Set.copyOf(approved);
    }

    AppView withoutPolicy() {
        return new AppView(name, consumerKey, key, enabled, false, selfAuthorized, enforcesIp, profiles, approved);
    }
}
