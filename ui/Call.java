package ui;

import java.util.List;
import java.util.Map;

/**
 * A request to the API that has passed the guard.
 *
 * @param operation where the work tells how far it is
 */
record Call(byte[] body, Map<String, String> query, Operation operation) {

    /** The body's fields, where it has no others than these. */
    Fields fields(List<String> known) {
        return Fields.of(body, known);
    }

    String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }
}
