package lib.admin;

import java.util.Arrays;

/**
 * A query whose values cannot change what it asks.
 */
public record Soql(String text) {

    /**
     * @param template with a {@code ?} in place of each value
     */
    public static Soql of(String template, String... values) {
        var text = new StringBuilder();
        int next = 0;
        for (char c : template.toCharArray()) {
            if (c == '?') {
                text.append('\'').append(escaped(values[next++])).append('\'');
            } else {
                text.append(c);
            }
        }
        return new Soql(text.toString());
    }

    /**
     * As {@link #of}, where the last value is the API name of a permission set and stands for {@code Name = ?}. Of a
     * managed package's, such as {@code pkg__Set}, queries keep the package's prefix apart; no name has two underscores
     * itself.
     */
    public static Soql ofPermissionSet(String template, String... values) {
        String api = values[values.length - 1];
        int end = api.indexOf("__");
        if (end < 1) {
            return of(template, values);
        }
        String[] both = Arrays.copyOf(values, values.length + 1);
        both[values.length - 1] = api.substring(end + 2);
        both[values.length] = api.substring(0, end);
        return of(template.replaceFirst("(\\w+\\.)?Name = \\?", "$0 AND $1NamespacePrefix = ?"), both);
    }

    /** "Quoted String Escape Sequences" of the SOQL reference. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("'", "\\'").replace("\"", "\\\"").replace("\n", "\\n")
                .replace("\r", "\\r").replace("\t", "\\t").replace("\b", "\\b").replace("\f", "\\f");
    }
}
