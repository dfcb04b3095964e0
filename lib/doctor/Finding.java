package lib.doctor;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import lib.failure.Failure;
import lib.failure.Fix;

/**
 * What a check found, and what to do about it.
 *
 * @param code stable, for scripts; empty unless it is a warning or failed
 * @param fix empty where there is nothing to do
 * @param about what a failure says it is about; empty where it does not, or the finding is the check's own
 */
public record Finding(State state, String text, String code, Fix fix, JsonObject about) {

    private Finding(State state, String text, String code, Fix fix) {
        this(state, text, code, fix, JsonValue.EMPTY_JSON_OBJECT);
    }

    static Finding ok(String text) {
        return new Finding(State.OK, text, "", Fix.NONE);
    }

    static Finding warning(String code, String text, Fix fix) {
        return new Finding(State.WARNING, text, code, fix);
    }

    static Finding warning(String code, String text, String fix) {
        return warning(code, text, Fix.of(fix));
    }

    static Finding failed(String code, String text, Fix fix) {
        return new Finding(State.FAILED, text, code, fix);
    }

    static Finding failed(String code, String text, String fix) {
        return failed(code, text, Fix.of(fix));
    }

    static Finding failed(Failure failure) {
        return new Finding(State.FAILED, failure.getMessage(), failure.code(), failure.fix(), failure.about());
    }

    /** @param because what is missing, such as "needs a readable private key" */
    static Finding skipped(String because) {
        return new Finding(State.SKIPPED, because, "", Fix.NONE);
    }
}
