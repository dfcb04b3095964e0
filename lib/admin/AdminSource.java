package lib.admin;

import java.util.Map;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.store.ReuseToken;

/**
 * Where an administrator's session comes from. Asked again, it may give a newer token.
 */
@FunctionalInterface
public interface AdminSource {

    /** The Salesforce CLI's own names for these two. */
    String TOKEN_VARIABLE = "SF_ACCESS_TOKEN";
    String URL_VARIABLE = "SF_ORG_INSTANCE_URL";

    AdminToken token();

    /** An org by the name that the Salesforce CLI knows it by. */
    static AdminSource sf(SfCli sf, String org) {
        return () -> sf.token(org);
    }

    /** A login with a key, as a user who is an administrator; when asked again, a new one. */
    static AdminSource login(ReuseToken tokens, ReuseToken.Request request) {
        var asked = new boolean[1];
        return () -> {
            var answer = tokens.run(asked[0] ? request.fresh() : request).answer();
            asked[0] = true;
            return new AdminToken(answer.instanceUrl().uri(), answer.accessToken());
        };
    }

    /** The two variables, where both are set. */
    static Optional<AdminSource> variables(Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN_VARIABLE, "").strip();
        String url = environment.getOrDefault(URL_VARIABLE, "").strip();
        return token.isEmpty() || url.isEmpty() ? Optional.empty()
                : Optional.of(() -> AdminToken.of(url, token, URL_VARIABLE, TOKEN_VARIABLE,
                        "set it to what this prints: sf org auth show-access-token --target-org ORG"));
    }

    /** @param options how this command takes a session, such as "--target-org NAME" */
    static Failure missing(String options) {
        return Failure.usage("no_admin_session", "no administrator's session was given",
                Fix.of("name one: " + options + " (an org that sf is logged in to), --profile NAME (a profile of "
                        + "jwt.json whose user is an administrator), or set " + TOKEN_VARIABLE + " and "
                        + URL_VARIABLE));
    }
}
