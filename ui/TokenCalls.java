package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Voice;
import lib.failure.Warning;
import lib.keys.PrivateKeys;
import lib.keys.SigningKey;
import lib.store.ReuseToken;
import lib.token.Claims;

/**
 * The login: what would be sent, and sending it.
 */
record TokenCalls(Workplace workplace) {

    /**
     * What {@link #get} would send and where, without a network: {@code {"header", "claims", "tokenEndpoint",
     * "audiences", "sandbox", "key"}}, the last one {@code {"format", "bits"}} or {@code {"problem"}}.
     */
    JsonObject claims(Call call) {
        Fields fields = OrgFields.of(call);
        OrgConfig config = workplace.org(fields);
        return Json.createObjectBuilder()
                .add("header", Json.createObjectBuilder().add("alg", "RS256"))
                .add("claims", Claims.of(config, workplace.clock().instant()).json())
                .add("tokenEndpoint", config.loginUrl().tokenEndpoint().toString())
                .add("audiences", Json.createArrayBuilder(config.audiences().candidates()))
                .add("sandbox", config.sandbox())
                .add("key", key(config, fields))
                .build();
    }

    private JsonObject key(OrgConfig config, Fields fields) {
        try {
            SigningKey key = PrivateKeys.read(config.key(), workplace.passphrase(fields));
            return Json.createObjectBuilder().add("format", key.format()).add("bits", key.bits()).build();
        } catch (Failure e) {
            return Json.createObjectBuilder().add("problem", e.json(Voice.PAGE)).build();
        }
    }

    /** @return with {@code stored}, the stored token while it is fresh; else that of a new login, which is stored */
    JsonObject get(Call call) {
        Fields fields = OrgFields.of(call, "stored");
        ReuseToken.Request request = workplace.login(fields, !fields.isSet("stored"));
        ReuseToken.Result result = new ReuseToken(workplace.clock()).run(request);
        // the original's two header fields, under its names
        var answer = Json.createObjectBuilder(result.json())
                .add("Authorization", result.answer().authorization())
                .add("Content-Type", "application/json");
        return Json.createObjectBuilder()
                .add("success", true)
                .add("result", answer)
                .addAll(Warning.json(result.warnings(), Voice.PAGE))
                .add("claims", Claims.of(result.config(), workplace.clock().instant()).json())
                .build();
    }
}
