package lib.token;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import lib.config.LoginUrl;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.json.Fields;

/**
 * The token endpoint's answer to a login that worked.
 *
 * @param json the whole answer, with every field that Salesforce sent
 */
public record TokenAnswer(String accessToken, InstanceUrl instanceUrl, JsonObject json) {

    private static final int LONGEST_TOKEN = 16 * 1024;

    /** @throws Failure of kind unreachable when a token or a trustworthy instance_url is missing */
    public static TokenAnswer of(JsonObject json, LoginUrl loginUrl) {
        String token = text(json, "access_token").orElseThrow(() -> incomplete(loginUrl, "no access_token"));
        // a token is sent in a header and printed for $(…): visible ASCII only (RFC 6749 appendix A.12)
        if (token.length() > LONGEST_TOKEN || !token.matches("[\\x21-\\x7E]+")) {
            throw incomplete(loginUrl, "an access_token that is not one");
        }
        if (json.containsKey("token_type") && !text(json, "token_type").orElse("").equalsIgnoreCase("Bearer")) {
            throw incomplete(loginUrl, "a token_type other than Bearer");
        }
        String instanceUrl = text(json, "instance_url").orElseThrow(() -> incomplete(loginUrl, "no instance_url"));
        return new TokenAnswer(token, InstanceUrl.parse(instanceUrl, loginUrl), json);
    }

    /** A field's text, if it is there and is text. */
    public Optional<String> text(String field) {
        return text(json, field);
    }

    /** What a token that is a JWT cannot do; empty for the usual kind, which begins with the org's id. */
    public Optional<String> limits() {
        return accessToken.startsWith("eyJ") ? Optional.of("the access token is a JWT, which Salesforce takes for "
                + "REST calls only: not for SOAP, and not for a way into an Experience Cloud site; the app's setting "
                + "\"Issue JSON Web Token (JWT)-based access tokens for named users\" makes it one") : Optional.empty();
    }

    /** The value of an HTTP Authorization header. */
    public String authorization() {
        return "Bearer " + accessToken;
    }

    public String frontdoorUrl() {
        return instanceUrl.frontdoor(accessToken);
    }

    /** The token in the forms that are printed: as it is, and encoded as in the frontdoor URL. */
    public List<String> secrets() {
        return List.of(accessToken, URLEncoder.encode(accessToken, StandardCharsets.UTF_8));
    }

    /** Salesforce's fields, then authorization, instanceUrl and frontdoorUrl; the assertion is not among them. */
    public JsonObject withConveniences() {
        return Json.createObjectBuilder(json)
                .add("authorization", authorization())
                .add("instanceUrl", instanceUrl.toString())
                .add("frontdoorUrl", frontdoorUrl())
                .build();
    }

    /** Says nothing of the token, so that no log or trace can. */
    @Override
    public String toString() {
        return "TokenAnswer[" + instanceUrl + "]";
    }

    private static Optional<String> text(JsonObject json, String field) {
        return Optional.of(Fields.text(json, field)).filter(text -> !text.isEmpty());
    }

    private static Failure incomplete(LoginUrl loginUrl, String what) {
        return Failure.of(Kind.UNREACHABLE, "answer_incomplete", loginUrl.host() + " answered with " + what,
                "check that the login URL is Salesforce's, and what a proxy may have put in its way");
    }
}
