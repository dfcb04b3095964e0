package lib.admin;

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

    /** "Quoted String Escape Sequences" of the SOQL reference. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("'", "\\'").replace("\"", "\\\"").replace("\n", "\\n")
                .replace("\r", "\\r").replace("\t", "\\t").replace("\b", "\\b").replace("\f", "\\f");
    }
}
