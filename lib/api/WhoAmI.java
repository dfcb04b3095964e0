package lib.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lib.failure.Warning;
import lib.store.ReuseToken;

/**
 * Whose token it is, as the org says.
 *
 * @param userinfo what the org says of the token's user
 * @param age of a stored token; empty for a new one
 */
public record WhoAmI(JsonObject userinfo, String instanceUrl, String scope, Optional<Duration> age,
        List<Warning> warnings) implements OrgAnswer {

    /** @throws lib.failure.Failure for the login, the network or Salesforce's refusal */
    public static WhoAmI of(Session session) {
        JsonObject userinfo = ApiAnswer.require(session.get("/services/oauth2/userinfo"), JsonObject.class);
        ReuseToken.Result login = session.login();
        var warnings = session.warnings();
        var user = new WhoAmI(userinfo, session.token().instanceUrl().toString(),
                session.token().text("scope").orElse(""), login.age(), warnings);
        // the org's word counts: a token that is another user's must not pass for the one that was asked for
        if (!user.username().isEmpty() && !user.username().equalsIgnoreCase(login.config().username())) {
            warnings.add(Warning.of("other_user", "the token is " + user.username() + "'s, not "
                    + login.config().username() + "'s"));
        }
        return user;
    }

    public String username() {
        return userinfo.getString("preferred_username", "");
    }

    public String orgId() {
        return userinfo.getString("organization_id", "");
    }

    /** Userinfo's fields, then instanceUrl, scope, and tokenSource: "store" or "login". */
    @Override
    public JsonObject json() {
        return Json.createObjectBuilder(userinfo).add("instanceUrl", instanceUrl).add("scope", scope)
                .add("tokenSource", age.isPresent() ? "store" : "login").build();
    }
}
