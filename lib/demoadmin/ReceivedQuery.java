package lib.demoadmin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query of the kind that administration needs: fields of one object, conditions that all must hold, an order, a
 * limit.
 */
record ReceivedQuery(List<String> fields, String object, List<Condition> where, String orderBy, boolean descending,
        int limit) {

    static final int MOST = 2000;

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:('(?:[^'\\\\]|\\\\['\"\\\\nrtbf])*')"
            + "|([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z)|([A-Za-z_][A-Za-z0-9_.]*)|([0-9]+)|(!=|<=|>=|[=<>(),]))");

    /** @param values several for IN */
    record Condition(String field, String operator, List<String> values) {

        boolean holds(Map<String, String> row) {
            String value = row.get(find(row, field));
            return switch (operator) {
                case "=", "IN" -> values.stream().anyMatch(wanted -> value != null && value.equalsIgnoreCase(wanted));
                case "!=" -> values.stream().noneMatch(wanted -> value != null && value.equalsIgnoreCase(wanted));
                case ">=" -> value != null && value.compareTo(values.getFirst()) >= 0;
                default -> throw new IllegalArgumentException("operator " + operator + " is not supported here");
            };
        }
    }

    /** The row's own spelling of a field, which SOQL does not mind. */
    static String find(Map<String, String> row, String field) {
        return row.keySet().stream().filter(field::equalsIgnoreCase).findFirst().orElseThrow(() ->
                new IllegalArgumentException("No such column '" + field + "'"));
    }

    /** @throws IllegalArgumentException where it is not one of these */
    static ReceivedQuery parse(String text) {
        return new Parser(text).query();
    }

    private static final class Parser {
        private final List<String> tokens = new ArrayList<>();
        private int next;

        Parser(String text) {
            Matcher token = TOKEN.matcher(text);
            int end = 0;
            while (token.find() && token.start() == end) {
                tokens.add(token.group().strip());
                end = token.end();
            }
            if (!text.substring(end).isBlank()) {
                throw new IllegalArgumentException("unexpected token: " + text.substring(end).strip());
            }
        }

        ReceivedQuery query() {
            require("SELECT");
            List<String> fields = separated(",", this::name);
            require("FROM");
            String object = name();
            List<Condition> where = accept("WHERE") ? separated("AND", this::condition) : List.of();
            String orderBy = null;
            boolean descending = false;
            if (accept("ORDER")) {
                require("BY");
                orderBy = name();
                descending = accept("DESC");
                if (!descending) {
                    accept("ASC");
                }
            }
            int limit = accept("LIMIT") ? Integer.parseInt(word()) : MOST;
            if (next < tokens.size()) {
                throw new IllegalArgumentException("unexpected token: " + tokens.get(next));
            }
            return new ReceivedQuery(fields, object, where, orderBy, descending, limit);
        }

        private Condition condition() {
            String field = name();
            if (accept("IN")) {
                require("(");
                List<String> values = separated(",", this::literal);
                require(")");
                return new Condition(field, "IN", values);
            }
            String operator = word();
            return new Condition(field, operator, List.of(literal()));
        }

        private <T> List<T> separated(String by, Supplier<T> part) {
            var parts = new ArrayList<T>();
            do {
                parts.add(part.get());
            } while (accept(by));
            return parts;
        }

        private String literal() {
            String token = word();
            if (token.startsWith("'")) {
                return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
            }
            if (token.toLowerCase(Locale.ROOT).matches("true|false") || Character.isDigit(token.charAt(0))) {
                return token;
            }
            throw new IllegalArgumentException("unexpected token: " + token);
        }

        private String name() {
            String token = word();
            if (!token.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
                throw new IllegalArgumentException("unexpected token: " + token);
            }
            return token;
        }

        private String word() {
            if (next == tokens.size()) {
                throw new IllegalArgumentException("unexpected end of query");
            }
            return tokens.get(next++);
        }

        private boolean accept(String token) {
            boolean found = next < tokens.size() && tokens.get(next).equalsIgnoreCase(token);
            next += found ? 1 : 0;
            return found;
        }

        private void require(String token) {
            if (!accept(token)) {
                throw new IllegalArgumentException("expecting " + token);
            }
        }
    }
}
