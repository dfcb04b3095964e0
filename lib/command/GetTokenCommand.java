package lib.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.agent.AgentPlace;
import lib.agent.StartAgent;
import lib.ci.DeliverToken;
import lib.cli.Ago;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.failure.Failure;
import lib.store.ReuseToken;
import lib.token.TokenAnswer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt get-token}: signs in and prints the access token in the form that was asked for.
 */
@Command(name = "get-token",
        description = {"Get an access token: sign an assertion with the private key and exchange it at Salesforce.",
            "A token that an earlier call stored less than 15 minutes ago is used again."},
        footer = {"  sfjwt get-token                             what came back, the secrets shortened",
            "  TOKEN=$(sfjwt get-token --token-only)",
            "  eval \"$(sfjwt get-token --format sh)\"       SF_ACCESS_TOKEN and SF_INSTANCE_URL, for this shell",
            "  sfjwt get-token --format ci                 for the later steps of a CI job, masked in its log",
            "  sfjwt get-token --fresh                     a new login, whatever is stored",
            "  sfjwt get-token --profile prod              an org of several in jwt.json; --all for each",
            "  sfjwt get-token --json | jq -r .instance_url",
            "  SFJWT_CONSUMER_KEY=… SFJWT_USERNAME=… SFJWT_PRIVATE_KEY=… sfjwt get-token --json"})
public final class GetTokenCommand extends ToolCommand {

    private static final String AGENT = "SFJWT_AGENT";

    /** Enough to tell tokens apart: the org's id, which is not secret, or a JWT's header. */
    private static final int SHOWN = 15;

    @Mixin
    ManyOrgsFlags many;

    @Option(names = "--token-only", description = "Print the access token and nothing else.")
    boolean tokenOnly;

    @Option(names = "--show-secrets", description = "Print the token and the frontdoor URL whole.")
    boolean showSecrets;

    @Mixin
    FormatFlags format;

    @Mixin
    LoginFlags login;

    @Override
    protected void run(Output out) {
        try {
            get(out);
        } catch (Failure e) {
            if (!out.isJson()) {
                out.exactly(format.afterFailure(e));
            }
            throw e;
        }
    }

    private void get(Output out) {
        format.refuseWith(out.isJson(), "--json");
        format.refuseWith(tokenOnly, "--token-only");
        format.refuseWith(showSecrets, "--show-secrets");
        format.refuseWith(many.areGiven(login.config(), surroundings), many.name());
        if (out.isJson() && tokenOnly) {
            throw Failure.usage("two_outputs", "--json and --token-only both say what to print", "drop one of them");
        }
        Optional<DeliverToken.Request> delivery = format.request(surroundings);
        if (many.areGiven(login.config(), surroundings)) {
            everyOrg(out);
            return;
        }
        ReuseToken.Result result = logIn(out);
        if (out.isJson() || tokenOnly || showSecrets || delivery.isPresent()) {
            out.mask(result.answer().secrets());
        }
        if (delivery.isPresent()) {
            DeliverToken.Result delivered = new DeliverToken().run(delivery.get(), result.answer());
            out.exactly(delivered.stdout());
            delivered.notes().forEach(out::say);
        } else if (tokenOnly) {
            out.line(result.answer().accessToken());
        } else {
            out.answer(result::json, () -> show(out, result));
        }
        out.warn(result.warnings());
        leaveAgentBehind();
    }

    /** With SFJWT_AGENT=auto the next calls are answered by an agent, until ten minutes pass without one. */
    private void leaveAgentBehind() {
        if (!surroundings.environment().getOrDefault(AGENT, "").equals("auto") || login.config().namesOne()
                || !login.typedPassphrases(surroundings).isEmpty()) {
            return;
        }
        AgentPlace.of(surroundings.environment(), surroundings.folder()).ifPresent(place -> {
            var arguments = new ArrayList<>(List.of("agent", "--idle", "10m"));
            login.config().files(surroundings).forEach(file -> arguments.addAll(List.of("--config", file.toString())));
            StartAgent.leaveBehind(new StartAgent.Request(place, surroundings.folder(), arguments, Map.of()),
                    surroundings.clock());
        });
    }

    private ReuseToken.Result logIn(Output out) {
        ReuseToken.Request request = login.request(surroundings, out);
        out.spin("asking " + request.login().config().loginUrl().host() + " for a token …");
        return new ReuseToken(surroundings.clock()).run(request);
    }

    private void everyOrg(Output out) {
        ManyOrgsRun<ReuseToken.Result> every = many.loggedIn(login, surroundings, out,
                request -> new ReuseToken(surroundings.clock()).run(request));
        out.warn(every.distinct(ReuseToken.Result::warnings));
        if (out.isJson() || tokenOnly || showSecrets) {
            out.mask(every.results().flatMap(result -> result.answer().secrets().stream()).toList());
        }
        out.answer(() -> every.json(out, "token", ReuseToken.Result::json),
                () -> every.show(out, (name, result) -> out.line(name + "\t" + row(result.answer()))));
    }

    private String row(TokenAnswer answer) {
        String token = answer.accessToken();
        return tokenOnly ? token : answer.instanceUrl() + "\t" + (showSecrets ? token : shortened(token));
    }

    private void show(Output out, ReuseToken.Result result) {
        TokenAnswer answer = result.answer();
        String token = answer.accessToken();
        String frontdoor = answer.frontdoorUrl();
        field(out, "access_token", out.style().green(showSecrets ? token : shortened(token)));
        field(out, "instance_url", out.style().bold(answer.instanceUrl().toString()));
        answer.text("token_type").ifPresent(type -> field(out, "token_type", out.style().bold(type)));
        answer.text("scope").ifPresent(scope -> field(out, "scope", out.style().bold(scope)));
        field(out, "frontdoor URL", out.style().cyan(showSecrets ? frontdoor
                : frontdoor.substring(0, frontdoor.indexOf("sid=") + 4) + "…"));
        result.age().ifPresent(age -> field(out, "stored", Ago.of(age) + "; --fresh logs in again"));
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
