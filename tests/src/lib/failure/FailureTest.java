package lib.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

    @ParameterizedTest
    @CsvSource({"INTERNAL,1,500", "USAGE,2,400", "MISSING,3,404", "FILE,3,422", "REFUSED,4,422", "UNREACHABLE,5,502",
        "CHECK,6,200"})
    void every_kind_has_its_two_numbers(Kind kind, int exit, int http) {
        assertEquals(exit, kind.exit());
        assertEquals(http, kind.http());
    }

    @Test
    void as_json_it_has_five_fields() {
        assertEquals("{\"error\":\"it broke\",\"code\":\"broke\",\"fix\":\"mend it\",\"retryable\":false,"
                        + "\"exitCode\":2}",
                Failure.usage("broke", "it broke", "mend it").json().toString());
    }

    @Test
    void and_more_where_there_is_more_to_say() {
        var json = Failure.file("broke", "it broke", "mend it")
                .because(List.of(new Cause("one", "first", Fix.of("mend first")),
                        new Cause("two", "second", Fix.of("mend second"))))
                .with(Json.createObjectBuilder().add("httpStatus", 400).build())
                .retryable(true).retryAfter(Duration.ofSeconds(90)).json();
        assertEquals(90, json.getInt("retryAfterSeconds"));
        assertEquals(List.of("first", "second"), json.getJsonArray("causes").getValuesAs(cause ->
                cause.asJsonObject().getString("why")));
        assertEquals("mend second", json.getJsonArray("causes").getJsonObject(1).getString("fix"));
        assertEquals(400, json.getInt("httpStatus"));
        assertEquals(true, json.getBoolean("retryable"));
        assertEquals(3, json.getInt("exitCode"));
    }

    @Test
    void it_remembers_what_was_behind_it_and_shows_it_to_no_one_unasked() {
        var origin = new IllegalStateException("canary");
        Failure failure = Failure.usage("broke", "it broke", "mend it").from(origin);
        assertSame(origin, failure.getCause());
        assertFalse(failure.json().toString().contains("canary"));
        assertFalse(failure.getMessage().contains("canary"));
    }

    @Test
    void message_and_fix_are_one_line_each() {
        Failure failure = Failure.usage("broke", "a\r\nb\u2028c", "d\ne");
        assertEquals("a b c", failure.getMessage());
        assertEquals("d e", failure.fix().toString().toString());
    }

    @Test
    void a_failure_without_a_way_out_is_a_bug() {
        assertThrows(NullPointerException.class, () -> Failure.usage("broke", "it broke", (String) null));
    }

    @Test
    void it_says_what_it_is_about_and_where_the_fix_is_done() {
        Failure failure = Failure.usage("broke", "it broke", Fix.of("correct ", Input.USERNAME, ", then: ",
                Fix.command("doctor", "-c", "my prod/jwt.json"))).about(Input.USERNAME);
        assertEquals("correct --username (\"subject\" in jwt.json), then: sfjwt doctor -c 'my prod/jwt.json'",
                failure.json().getString("fix"));
        assertEquals("correct \u201CSalesforce username\u201D, then: \u201CExamine the login\u201D in step 6",
                failure.json(Voice.PAGE).getString("fix"));
        assertEquals("{\"setting\":\"subject\"}", failure.json().get("about").toString());
        assertEquals("{\"step\":\"config\",\"field\":\"subject\",\"command\":"
                        + "[\"doctor\",\"-c\",\"my prod/jwt.json\"]}",
                failure.json().get("at").toString());
    }

    @Test
    void a_page_hears_no_options_and_where_it_does_itself_what_a_command_does() {
        Fix fix = Fix.of("try again", Fix.terminal("; --timeout allows more time"), ", or renew: ",
                Fix.command("generate-certs", "--reuse-key", "--force"));
        assertEquals("try again; --timeout allows more time, or renew: sfjwt generate-certs --reuse-key --force",
                fix.say(Voice.PLAIN));
        assertEquals("try again, or renew: \u201CRenew with the same key\u201D in step 1", fix.say(Voice.PAGE));
        assertEquals("sfjwt generate-certs --key pkcs11:x", Fix.of(Fix.command("generate-certs", "--key", "pkcs11:x"))
                .say(Voice.PAGE), "which no page does");
    }

    @Test
    void a_cause_says_where_it_is_mended_too() {
        var cause = new Cause("app_disabled", "the app is disabled", Fix.of("enable it").in(Step.APP));
        assertEquals("{\"id\":\"app_disabled\",\"why\":\"the app is disabled\",\"fix\":\"enable it\","
                + "\"at\":{\"step\":\"app\"}}", cause.json(Voice.PLAIN).toString());
        assertEquals("certificates", Fix.of(Fix.command("generate-certs")).at().getString("step"));
        assertEquals("certificates", Fix.of("shorten ", Input.COUNTRY).at().getString("step"));
    }

    @Test
    void a_document_has_the_text_and_the_code_of_each_warning() {
        var warnings = List.of(Warning.of("one", "first"), Warning.of("two", "see ", Fix.command("doctor")));
        assertEquals("{\"warnings\":[\"first\",\"see sfjwt doctor\"],\"warningCodes\":[\"one\",\"two\"]}",
                Warning.json(warnings).build().toString());
    }
}
