package lib.failure;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;

/**
 * What a person should know although it worked.
 *
 * @param code stable, snake_case: what kind of warning it is, for code that has to know
 */
public record Warning(String code, Text text) {

    /** @param parts as in {@link Text#of} */
    public static Warning of(String code, Object... parts) {
        return new Warning(code, Text.of(parts));
    }

    /** {@code {"warnings": [text …], "warningCodes": [code …]}}, each code in the place of its text. */
    public static JsonObjectBuilder json(Collection<Warning> warnings) {
        return json(warnings, Voice.PLAIN);
    }

    public static JsonObjectBuilder json(Collection<Warning> warnings, Voice voice) {
        return Json.createObjectBuilder()
                .add("warnings", Json.createArrayBuilder(warnings.stream().map(one -> one.text.say(voice)).toList()))
                .add("warningCodes", Json.createArrayBuilder(warnings.stream().map(Warning::code).toList()));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
