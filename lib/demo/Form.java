package lib.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Form fields from a body or a query, each of them there at most once.
 */
record Form(Map<String, String> fields) {

    /** @throws IllegalArgumentException where the escapes are wrong or a field comes twice */
    static Form parse(String encoded) {
        var fields = new LinkedHashMap<String, String>();
        for (String pair : encoded.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (fields.put(name, value) != null) {
                throw new IllegalArgumentException("repeated field");
            }
        }
        return new Form(fields);
    }

    /** As {@link #parse}, with no fields at all where that fails. */
    static Form parseOrEmpty(String encoded) {
        try {
            return parse(encoded);
        } catch (IllegalArgumentException e) {
            return new Form(Map.of());
        }
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
