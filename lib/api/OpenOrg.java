package lib.api;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Text;
import lib.failure.Warning;
import lib.http.HttpAnswer;
import lib.http.SalesforceHost;
import lib.refusal.Refusal;
import lib.refusal.Refusals;
import lib.token.TokenAnswer;

/**
 * An address at which a browser is logged in to the org. Whoever has it is logged in too, so it is for one person.
 *
 * @param singleUse whether it works once, and for a short while only
 */
public record OpenOrg(URI url, boolean singleUse, List<Warning> warnings) {

    private static final String SINGLE_ACCESS = "/services/oauth2/singleaccess";

    /**
     * @param path where to go in the org, or null
     * @param sid whether the address is the one with the whole token in it, which works until the session ends
     * @throws Failure {@code bad_api_path}, {@code single_access_refused}, or of the login, the network
     */
    public static OpenOrg of(Session session, String path, boolean sid) {
        ApiPath target = path == null ? null : ApiPath.parse(path, "--path");
        session.token().limits().map(said -> Warning.of("token_limits", said)).ifPresent(session::warn);
        return new OpenOrg(sid ? withToken(session.token(), target) : singleUse(session, target), !sid,
                session.warnings());
    }

    /** Says nothing of the secret in it. */
    public String host() {
        return url.getHost();
    }

    private static URI withToken(TokenAnswer token, ApiPath path) {
        return URI.create(token.frontdoorUrl()
                + (path == null ? "" : "&retURL=" + URLEncoder.encode(path.text(), StandardCharsets.UTF_8)));
    }

    private static URI singleUse(Session session, ApiPath path) {
        // this endpoint says 403 to a token that has ended, and to one whose app lacks the scope
        HttpAnswer answer = session.postForm(SINGLE_ACCESS, token -> form(token, path),
                refused -> refused.status() == 403 && session.login().age().isPresent());
        if (answer.status() == 403 || answer.status() == 404) {
            throw refused(session.token(), answer);
        }
        String url = ApiAnswer.require(answer, JsonObject.class).getString("frontdoor_uri", "");
        return trusted(url, session.token());
    }

    /** One answer for several causes. The token has not ended: it is new, or was renewed. */
    private static Failure refused(TokenAnswer token, HttpAnswer answer) {
        Refusal row = Refusals.byId("single_access_refused").orElseThrow();
        boolean mayOpen = List.of(token.text("scope").orElse("").split(" ")).stream()
                .anyMatch(scope -> scope.equals("web") || scope.equals("full"));
        List<Cause> left = row.causes().stream().filter(cause -> !cause.id().equals("token_ended")
                && !(mayOpen && cause.id().equals("scope_web_missing"))).toList();
        return ApiRefusal.of(row, left, Text.of(Fix.terminal("; --sid does without it, and puts the whole token into "
                + "the address")), answer);
    }

    private static Map<String, String> form(TokenAnswer token, ApiPath path) {
        var form = new HashMap<>(Map.of("access_token", token.accessToken()));
        if (path != null) {
            form.put("redirect_uri", path.text());
        }
        return form;
    }

    /** A browser is about to go there, so it must be the org. */
    private static URI trusted(String url, TokenAnswer token) {
        try {
            URI uri = new URI(url).parseServerAuthority();
            URI instance = token.instanceUrl().uri();
            boolean sameOrigin = instance.getScheme().equals(uri.getScheme())
                    && instance.getRawAuthority().equals(uri.getRawAuthority());
            if (sameOrigin || SalesforceHost.isAt(uri)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // refused below
        }
        throw Failure.of(Kind.UNREACHABLE, "answer_unexpected",
                "the address that came back is not Salesforce's; it was neither opened nor shown",
                "check what a proxy may have put in the way");
    }
}
