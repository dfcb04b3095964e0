package lib.refusal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.failure.Voice;

/**
 * Every refusal that is known, as data: read by the login, the API calls, the doctor, the guide and the dashboard.
 *
 * <p>Collected from Salesforce's "OAuth 2.0 Authorization Errors" page and from public reports of people who met them.
 */
public final class Refusals {

    public static final List<Refusal> ALL = Stream.of(FrequentRefusals.ROWS, RareRefusals.ROWS, OtherRefusals.ROWS,
            OtherTools.ROWS).flatMap(List::stream).toList();

    /** Indented JSON and YAML have the description of an error on a line of its own, a log with the time before it. */
    private static final Pattern NEXT_MEMBER = Pattern.compile(
            "\\R(?:(?!error)[^\\r\\n]){0,80}(?=error_description\\b)");

    private Refusals() {
    }

    /** @param id a {@link Refusal#id}, or the code of a failure */
    public static Optional<Refusal> byId(String id) {
        return rows(row -> row.id().equals(id)).stream().findFirst();
    }

    /**
     * The row for what Salesforce said. Its words have changed over the years, so where no row has them both, the code
     * decides if only one row has it, and else the description.
     */
    public static Optional<Refusal> find(Said said) {
        List<Refusal> sameCode = rows(row -> row.hasCode(said.error()));
        return rows(row -> row.matches(said)).stream().findFirst()
                .or(() -> sameCode.size() == 1 ? Optional.of(sameCode.getFirst()) : Optional.empty())
                .or(() -> rows(row -> row.hasDescription(said.description())).stream().findFirst());
    }

    /**
     * The rows for a text that quotes Salesforce, such as sf's list of all that it tried: its first line that says
     * something known counts. Where none does, those that have all of its words.
     */
    public static List<Refusal> in(String text) {
        String joined = NEXT_MEMBER.matcher(text).replaceAll(" ");
        // what a tool says of its own counts only where no line names what Salesforce said
        List<Refusal> particular = rows(row -> !OtherTools.ROWS.contains(row));
        return Stream.<Function<String, List<Refusal>>>of(line -> likest(particular, line), Refusals::inLoginHistory,
                        line -> likest(OtherTools.ROWS, line))
                .flatMap(reader -> joined.lines().map(reader)).filter(found -> !found.isEmpty())
                .findFirst().orElseGet(() -> rows(row -> letters(row.json(Voice.PLAIN).toString())
                        .containsAll(letters(text))));
    }

    private static List<Refusal> inLoginHistory(String line) {
        List<String> ids = LoginHistoryWords.refusals(line);
        return rows(row -> ids.contains(row.id()));
    }

    private static List<Refusal> likest(List<Refusal> rows, String line) {
        int best = rows.stream().mapToInt(row -> row.likeness(line)).max().orElse(0);
        return rows.stream().filter(row -> best > 0 && row.likeness(line) == best).toList();
    }

    private static List<String> letters(String text) {
        return Arrays.asList(text.toLowerCase(Locale.ROOT).replaceAll("['\u2019]", "").split("[^a-z0-9]+"));
    }

    private static List<Refusal> rows(Predicate<Refusal> which) {
        return ALL.stream().filter(which).toList();
    }
}
