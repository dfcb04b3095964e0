package lib.cli;

import lib.store.ReuseToken;
import lib.token.TokenAnswer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt get-token}: signs in and prints the access token in the form that was asked for.
 */
@Command(name = "get-token",
        description = "Get an access token: sign an assertion with the private key and exchange it at Salesforce, or "
            + "take the one that an earlier call stored less than 15 minutes ago.",
        footer = {"  sfjwt get-token                             what came back, the secrets shortened",
            "  TOKEN=$(sfjwt get-token --token-only)",
            "  sfjwt get-token --fresh                     a new login, whatever is stored",
            "  sfjwt get-token --json | jq -r .instance_url",
            "  SFJWT_CONSUMER_KEY=… SFJWT_USERNAME=… SFJWT_PRIVATE_KEY=… sfjwt get-token --json"})
public final class GetTokenCommand extends ToolCommand {

    /** Enough to tell tokens apart: the org's id, which is no secret, or a JWT's header. */
    private static final int SHOWN = 15;

    @Option(names = "--token-only", description = "Print the access token and nothing else.")
    boolean tokenOnly;

    @Option(names = "--show-secrets", description = "Print the token and the frontdoor URL whole.")
    boolean showSecrets;

    @Mixin
    LoginFlags login;

    public GetTokenCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        ReuseToken.Request request = login.request(surroundings, out);
        ReuseToken.Result result;
        try (var _ = out.spin("asking " + request.login().config().loginUrl().host() + " for a token …")) {
            result = new ReuseToken(surroundings.clock()).run(request);
        }
        if (out.isJson()) {
            out.document(result.json());
        } else if (tokenOnly) {
            out.line(result.answer().accessToken());
        } else {
            show(out, result.answer());
            result.age().ifPresent(age -> field(out, "stored", Ago.of(age) + "; --fresh logs in anew"));
            hint(out);
        }
        out.warn(result.warnings());
    }

    private void show(Output out, TokenAnswer answer) {
        String token = answer.accessToken();
        String frontdoor = answer.frontdoorUrl();
        field(out, "access_token", out.style().green(showSecrets ? token : shortened(token)));
        field(out, "instance_url", out.style().bold(answer.instanceUrl().toString()));
        answer.text("token_type").ifPresent(type -> field(out, "token_type", out.style().bold(type)));
        answer.text("scope").ifPresent(scope -> field(out, "scope", out.style().bold(scope)));
        field(out, "frontdoor URL", out.style().cyan(showSecrets ? frontdoor
                : frontdoor.substring(0, frontdoor.indexOf("sid=") + 4) + "…"));
    }

    private void hint(Output out) {
        if (!showSecrets) {
            out.say("");
            out.say("The token is shortened here; --token-only prints it alone, --show-secrets this list in full.");
        }
    }

    private static String shortened(String token) {
        return token.length() < 4 * SHOWN ? "…" : token.substring(0, SHOWN) + "… (" + token.length() + " characters)";
    }

    private static void field(Output out, String label, String value) {
        out.line(String.format("%-15s%s", label, value));
    }
}
