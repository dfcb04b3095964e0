package lib.failure;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
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

    /** The texts alone, for JSON. */
    public static JsonArrayBuilder json(Collection<Warning> warnings) {
        return Json.createArrayBuilder(warnings.stream().map(Warning::toString).toList());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
