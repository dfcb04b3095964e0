package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.doctor.Examined;
import lib.doctor.OrgExamination;
import lib.doctor.State;
import lib.failure.Failure;
import lib.failure.Voice;

/**
 * One value, as soon as it is typed or pasted: what the doctor's offline checks say of it, before the rest is known.
 */
final class FieldChecks {

    /** The doctor's check of each field. */
    private static final Map<String, String> CHECKS = Map.of("consumerKey", "consumer_key", "username", "username",
            "loginUrl", "login_host", "sandbox", "login_host", "audience", "audience");

    /** In place of what was not typed yet; each passes its check. */
    private static final Setting<String> SOME_KEY = new Setting<>("3MVG9" + "x".repeat(80), "");
    private static final Setting<String> SOME_USER = new Setting<>("someone@acme.example", "");

    private final Workplace workplace;

    FieldChecks(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * {@code {"field", "state", "text", "fix", "value"}}: state is ok, warning or failed; {@code value} is what becomes
     * of an address that was copied from the browser, or null.
     */
    JsonObject check(Call call) {
        Fields fields = OrgFields.of(call, "field");
        String field = fields.text("field", "");
        if (!CHECKS.containsKey(field) && !field.equals("expiresIn")) {
            throw Failure.usage("bad_request", "\"field\" is not one that can be checked alone",
                    "send one of consumerKey, username, loginUrl, sandbox, audience, expiresIn");
        }
        var json = Json.createObjectBuilder().add("field", field);
        try {
            OrgSettings typed = OrgFields.settings(fields, workplace.root());
            OrgConfig config = config(typed, field);
            Examined found = examined(config, field).orElse(null);
            State state = found == null ? State.OK : found.finding().state();
            json.add("state", state.name().toLowerCase(Locale.ROOT))
                    .add("text", found == null ? "" : found.finding().text())
                    .add("fix", found == null ? "" : found.finding().fix().say(Voice.PAGE));
            converted(typed.loginUrl(), config).filter(_ -> field.equals("loginUrl"))
                    .ifPresentOrElse(value -> json.add("value", value), () -> json.addNull("value"));
        } catch (Failure failure) {
            json.add("state", "failed").add("text", failure.say(Voice.PAGE)).add("fix", failure.fix().say(Voice.PAGE))
                    .addNull("value");
        }
        return json.build();
    }

    private Optional<Examined> examined(OrgConfig config, String field) {
        List<Examined> all = OrgExamination.of(config, workplace.clock());
        return all.stream().filter(one -> Examined.id(one.name()).equals(CHECKS.get(field))).findFirst();
    }

    /** With the one value that is asked about, and of the others what belongs to it, where that is right. */
    private static OrgConfig config(OrgSettings typed, String field) {
        OrgSettings alone = OrgSettings.NONE.withKey(typed.key())
                .withConsumerKey(field.equals("consumerKey") ? typed.consumerKey() : SOME_KEY)
                .withUsername(field.equals("username") ? typed.username() : SOME_USER)
                .withAudience(field.equals("audience") ? typed.audience() : null)
                .withExpiresIn(field.equals("expiresIn") ? typed.expiresIn() : null);
        OrgSettings atTheHost = alone.withLoginUrl(typed.loginUrl()).withSandbox(typed.sandbox());
        if (List.of("loginUrl", "sandbox").contains(field)) {
            return OrgConfig.of(atTheHost, OrgFields.WHEN_MISSING);
        }
        try {
            return OrgConfig.of(atTheHost, OrgFields.WHEN_MISSING);
        } catch (Failure ofEither) {
            return OrgConfig.of(alone, OrgFields.WHEN_MISSING);
        }
    }

    private static Optional<String> converted(Setting<String> typed, OrgConfig config) {
        return Optional.ofNullable(typed).map(Setting::value)
                .filter(text -> !text.equalsIgnoreCase(config.loginUrl().toString())
                        && !text.equalsIgnoreCase(config.loginUrl().host()))
                .map(_ -> config.loginUrl().toString());
    }
}
