package lib.demo;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lib.failure.Failure;

/**
 * What stands for Salesforce's Setup: the upload of a certificate, and two views of what the demo org holds.
 */
record SetupRoute(Setup setup) {

    List<Route> routes() {
        return List.of(Route.get("/", this::home),
                Route.get("/demo", this::overview),
                Route.post("/demo/app", this::register),
                Route.post("/demo/login", this::address));
    }

    private Answer address(RecordedRequest request) {
        try {
            setup.address(setup.address().with(Form.parse(request.text())));
            return Answer.json(200, setup.address().json());
        } catch (Failure e) {
            return refused(e);
        } catch (IllegalArgumentException e) {
            return refused(Failure.usage("bad_form", "this is not a form", "send audience=login, say"));
        }
    }

    private static Answer refused(Failure e) {
        return Answer.json(400, Json.createObjectBuilder()
                .add("error", e.getMessage())
                .add("fix", e.fix().toString())
                .build());
    }

    private Answer register(RecordedRequest request) {
        try {
            return Answer.json(200, setup.register(request.body(), URI.create(request.origin())).json());
        } catch (Failure e) {
            return refused(e);
        }
    }

    private Answer overview(RecordedRequest request) {
        var users = Json.createArrayBuilder();
        for (DemoUser user : DemoUser.values()) {
            var json = Json.createObjectBuilder().add("username", user.username()).add("state", user.note());
            user.refusal().ifPresent(refusal -> json.add("error", refusal.error())
                    .add("error_description", refusal.description()));
            users.add(json);
        }
        return Answer.json(200, Json.createObjectBuilder()
                .add("loginUrl", request.origin())
                .add("consumerKey", DemoOrg.CONSUMER_KEY)
                .add("policy", setup.policy().name())
                .add("login", setup.address().json())
                .add("app", setup.app().<JsonValue>map(ConnectedApp::json).orElse(JsonValue.NULL))
                .add("users", users)
                .build());
    }

    private Answer home(RecordedRequest request) {
        String url = request.origin();
        String users = Arrays.stream(DemoUser.values())
                .map(user -> "<tr><td><code>" + Html.text(user.username()) + "</code></td><td>"
                        + Html.text(user.note()) + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return Html.page(200, "The sfjwt demo org", """
                <p>A stand-in for Salesforce that runs on this machine and answers this machine only. It checks a JWT
                Bearer login as Salesforce does, and refuses in the same words.</p>
                <p>To log in, let sfjwt make an app with the session of this org's administrator:</p>
                <pre>export SF_ORG_INSTANCE_URL=%1$s \
                  SF_ACCESS_TOKEN='%6$s'
                sfjwt app create --user %2$s
                sfjwt get-token</pre>
                <p>Or make a certificate, upload it as you would in Setup, and ask for a token:</p>
                <pre>sfjwt generate-certs
                curl --data-binary @certs/server.crt %1$s/demo/app
                sfjwt setup-config --login-url %1$s --username %2$s \\
                  --consumer-key %3$s
                sfjwt get-token</pre>
                <p>%4$s</p>
                <p>These users exist, each of them to try another answer with:</p>
                <table>
                %5$s
                </table>
                <p>It wants its own address as audience (aud). Real orgs differ: <code>curl -d audience=login
                %1$s/demo/login</code> makes it want https://login.salesforce.com; there are test and either, and
                <code>hosts=localhost</code> makes its app unknown elsewhere.</p>
                <p>The same as JSON: <a href="/demo">/demo</a>.</p>
                """.formatted(Html.text(url), DemoOrg.USERNAME, DemoOrg.CONSUMER_KEY, Html.text(setup.app()
                        .map(app -> "The registered certificate has the SHA-256 " + app.certificateSha256() + ".")
                        .orElse("No certificate is registered yet.")), users, DemoOrg.ADMIN_TOKEN));
    }
}
