package lib.command;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import lib.cli.Ago;
import lib.cli.Days;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.config.ListOrgs;
import lib.text.Untrusted;

/** The orgs as a table, and by their names in a sentence. */
record OrgsTable(Surroundings surroundings) {

    private static final List<String> HEADING =
            List.of("PROFILE", "HOST", "USER", "KEY", "CERTIFICATE UNTIL", "LAST LOGIN");
    private static final String TOP = "(top level)";
    private static final String NONE = "-";

    void show(Output out, List<ListOrgs.Result> results) {
        for (ListOrgs.Result result : results) {
            if (results.size() > 1) {
                out.line(out.style().bold(surroundings.shown(result.file())));
            }
            out.table(HEADING, result.orgs().stream().map(this::row).toList());
        }
    }

    /** Of several files, each with its file. */
    List<String> names(List<ListOrgs.Result> results, Predicate<ListOrgs.Org> which,
            Function<ListOrgs.Org, String> more) {
        return results.stream().flatMap(result -> result.orgs().stream().filter(which).map(org ->
                (results.size() == 1 ? name(org) : (Untrusted.line(surroundings.shown(result.file())) + " "
                        + Untrusted.line(org.name())).strip()) + more.apply(org))).toList();
    }

    private static String name(ListOrgs.Org org) {
        return org.name().isEmpty() ? TOP : Untrusted.line(org.name());
    }

    private List<String> row(ListOrgs.Org org) {
        if (org.problem() != null) {
            return List.of(name(org), "cannot be used: " + Untrusted.line(org.problem().getMessage()));
        }
        return List.of(name(org), org.config().loginUrl().host(), Untrusted.line(org.config().username()),
                Untrusted.line(org.keyFile() == null ? org.config().key().toString()
                        : surroundings.shown(org.keyFile())),
                org.certificate().map(one -> Days.of(one.notAfter()) + (one.daysLeft() < 0 ? ", expired" : ""))
                        .orElse(NONE),
                org.lastLogin().map(at -> Ago.of(Duration.between(at, surroundings.clock().instant()))).orElse(NONE));
    }
}
