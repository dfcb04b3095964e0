package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import lib.config.Environment;
import lib.config.OrgConfig;
import lib.failure.Warning;
import lib.http.HttpOptions;
import lib.keys.Passphrase;
import lib.store.AudienceMemory;
import lib.store.ReuseToken;
import lib.store.StoreOptions;
import lib.token.Claims;
import lib.token.GetToken;

/**
 * The login: what would be sent, and sending it.
 */
final class TokenCalls {

    private final RootFolder root;
    private final Map<String, String> environment;
    private final Clock clock;
    private final Passphrase passphrase;

    TokenCalls(RootFolder root, Map<String, String> environment, Clock clock, Passphrase passphrase) {
        this.root = root;
        this.environment = environment;
        this.clock = clock;
        this.passphrase = passphrase;
    }

    /** What {@link #get} would send and where, without reading the key and without a network. */
    JsonObject claims(Call call) {
        OrgConfig config = config(call);
        return Json.createObjectBuilder()
                .add("claims", Claims.of(config, clock.instant()).json())
                .add("tokenEndpoint", config.loginUrl().tokenEndpoint().toString())
                .add("sandbox", config.sandbox())
                .build();
    }

    JsonObject get(Call call) {
        OrgConfig config = config(call);
        HttpOptions usual = HttpOptions.defaults(environment);
        var http = new HttpOptions(usual.timeout(), usual.retries(), usual.extraRoots(), environment, call.operation());
        // whoever asks here wants to see a login, so nothing stored is used
        var request = new ReuseToken.Request(new GetToken.Request(config, http, passphrase), StoreOptions.NONE);
        ReuseToken.Result result = new ReuseToken(clock).run(request);
        // the original's two header fields, under its names
        var fields = Json.createObjectBuilder(result.json())
                .add("Authorization", result.answer().authorization())
                .add("Content-Type", "application/json");
        return Json.createObjectBuilder()
                .add("success", true)
                .add("result", fields)
                .add("warnings", Warning.json(result.warnings()))
                .add("claims", Claims.of(result.config(), clock.instant()).json())
                .build();
    }

    private OrgConfig config(Call call) {
        return AudienceMemory.recalled(OrgConfig.of(OrgFields.settings(call.fields(OrgFields.NAMES), root),
                OrgFields.WHEN_MISSING), new Environment(environment, root.real()));
    }
}
