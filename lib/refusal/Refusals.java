package lib.refusal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Every refusal that is known, as data: read by the login, the API calls, the doctor, the guide and the dashboard.
 *
 * <p>Collected from Salesforce's "OAuth 2.0 Authorization Errors" page and from public reports of people who met them.
 */
public final class Refusals {

    public static final List<Refusal> ALL = Stream.of(LoginRefusals.ROWS, OtherRefusals.ROWS).flatMap(List::stream)
            .toList();

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
    public static Optional<Refusal> find(String error, String description) {
        List<Refusal> sameCode = rows(row -> row.hasCode(error));
        return rows(row -> row.matches(error, description)).stream().findFirst()
                .or(() -> sameCode.size() == 1 ? Optional.of(sameCode.getFirst()) : Optional.empty())
                .or(() -> rows(row -> row.hasDescription(description)).stream().findFirst());
    }

    private static List<Refusal> rows(Predicate<Refusal> which) {
        return ALL.stream().filter(which).toList();
    }
}
