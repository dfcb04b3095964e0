package lib.demoadmin;

import java.util.Set;
import java.util.function.Predicate;

/**
 * A field of a metadata type: whether it must be there, and what it may say.
 */
record Field(String name, boolean required, Predicate<String> allowed, String kind) {

    static Field text(String name) {
        return new Field(name, false, value -> value.length() <= 255, "at most 255 characters");
    }

    static Field flag(String name) {
        return new Field(name, false, value -> value.equals("true") || value.equals("false"), "boolean");
    }

    static Field oneOf(String name, String... values) {
        return new Field(name, false, Set.of(values)::contains, "one of " + String.join(", ", values));
    }

    static Field like(String name, String pattern) {
        return new Field(name, false, value -> value.matches("(?s)" + pattern), pattern);
    }

    static Field number(String name) {
        return like(name, "[0-9]{1,6}");
    }

    Field must() {
        return new Field(name, true, allowed, kind);
    }
}
