package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.config.SetupConfig;
import lib.doctor.Examined;
import lib.doctor.OrgExamination;
import lib.doctor.State;
import lib.failure.Failure;
import lib.failure.Voice;
import lib.keys.SubjectChanges;

/**
 * One value, as soon as it is typed or pasted: what the doctor's offline checks say of it, before the rest is known.
 */
record FieldChecks(Workplace workplace) {

    /** The doctor's check of each field. */
    private static final Map<String, String> CHECKS = Map.of("consumerKey", "consumer_key", "username", "username",
            "loginUrl", "login_host", "sandbox", "login_host", "audience", "audience");

    /** Of the certificate's subject, and of what is written where. */
    private static final List<String> OTHERS = List.of("country", "state", "city", "org", "unit", "commonName",
            "email", "outputDir", "configPath", "profile");

    /** In place of what was not typed yet; each passes its check. */
    private static final Setting<String> SOME_KEY = new Setting<>("3MVG9" + "x".repeat(80), "");
    private static final Setting<String> SOME_USER = new Setting<>("someone@acme.example", "");

    /**
     * {@code {"field", "state", "text", "fix", "value"}}: state is ok, warning or failed; {@code value} is what becomes
     * of an address that was copied from the browser, or null. A field that is not an org's comes as {@code value}.
     */
    JsonObject check(Call call) {
        Fields fields = OrgFields.of(call, "field", "value");
        String field = fields.text("field", "");
        if (OTHERS.contains(field)) {
            return other(field, fields.text("value", ""));
        }
        if (!CHECKS.containsKey(field) && !field.equals("expiresIn")) {
            throw Failure.usage("bad_request", "\"field\" is not one that can be checked alone", "send one of "
                    + "consumerKey, username, loginUrl, sandbox, audience, expiresIn, " + String.join(", ", OTHERS));
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
            wrong(json, failure);
        }
        return json.build();
    }

    private JsonObject other(String field, String value) {
        var json = Json.createObjectBuilder().add("field", field);
        try {
            switch (field) {
                case "outputDir", "configPath" -> workplace.root().resolve(value, field);
                case "profile" -> SetupConfig.requireProfile(value);
                default -> subject(field, value).ofDefault();
            }
            return json.add("state", "ok").add("text", "").add("fix", "").addNull("value").build();
        } catch (Failure failure) {
            return wrong(json, failure).build();
        }
    }

    private static JsonObjectBuilder wrong(JsonObjectBuilder json, Failure failure) {
        return json.add("state", "failed").add("text", failure.say(Voice.PAGE))
                .add("fix", failure.fix().say(Voice.PAGE)).addNull("value");
    }

    private static SubjectChanges subject(String field, String value) {
        UnaryOperator<String> of = name -> name.equals(field) ? value : null;
        return new SubjectChanges(of.apply("country"), of.apply("state"), of.apply("city"), of.apply("org"),
                of.apply("unit"), of.apply("commonName"), of.apply("email"));
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
