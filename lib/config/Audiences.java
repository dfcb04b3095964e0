package lib.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The audiences ({@code aud}) that a login may name, the likeliest first: the one that a person gave, or what may fit
 * the login URL.
 *
 * <p>No rule tells the audience from the host. External Client Apps are reported to want the org's own My Domain, older
 * orgs login or test.salesforce.com; sfdx-core (authInfo.ts, authJwt) tries several for the same reason.
 *
 * @param candidates one or two
 * @param given whether a person named it: then it is the only one, and sent exactly as it was typed
 */
public record Audiences(List<String> candidates, boolean given) {

    public Audiences {
        candidates = List.copyOf(candidates);
    }

    public static Audiences given(String audience) {
        return new Audiences(List.of(audience), true);
    }

    public static Audiences of(LoginUrl loginUrl, boolean sandbox) {
        String own = loginUrl.toString();
        String generic = loginUrl.generic(sandbox).toString();
        if (loginUrl.isGeneric() || loginUrl.isLoopback() || loginUrl.isSite()) {
            return new Audiences(List.of(own), false);
        }
        return new Audiences(loginUrl.isGovernmentOrChina() ? List.of(generic, own) : List.of(own, generic), false);
    }

    public String likeliest() {
        return candidates.getFirst();
    }

    /** What to try after a refusal that the likeliest can explain. */
    public Optional<String> other() {
        return candidates.stream().skip(1).findFirst();
    }

    /** Without those before this candidate, which were refused. */
    Audiences from(String candidate) {
        return new Audiences(candidates.subList(candidates.indexOf(candidate), candidates.size()), given);
    }

    /** The same candidates with this one first, as it is known to work; unchanged where it is not among them. */
    public Audiences startingWith(String known) {
        return candidates.contains(known)
                ? new Audiences(Stream.concat(Stream.of(known), candidates.stream()).distinct().toList(), given) : this;
    }
}
