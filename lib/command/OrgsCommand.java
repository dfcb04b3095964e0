package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.cli.ConfigFlags;
import lib.cli.Output;
import lib.cli.PassphraseFlags;
import lib.cli.ToolCommand;
import lib.config.ExpiryCalendar;
import lib.config.ListOrgs;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Warning;
import lib.keys.Renewal;
import lib.store.LastLogins;
import lib.store.StoreOptions;
import lib.text.Quoted;
import lib.text.Untrusted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt orgs}: the orgs of a jwt.json, or of several, as a table.
 */
@Command(name = "orgs",
        description = "List the orgs of jwt.json: host, user, key, when the certificate expires, the last login.",
        footer = {"  sfjwt orgs",
            "  sfjwt orgs --config-dir orgs --expiring 30d     the certificates to renew; exit code 6 if there are any",
            "  sfjwt orgs --ics certificates.ics               a calendar with these days",
            "  sfjwt orgs --json | jq -r '.orgs[].profile'"})
public final class OrgsCommand extends ToolCommand {

    private static final Pattern DAYS = Pattern.compile("(\\d{1,4})d?");

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "The jwt.json to read; default ./jwt.json.")
    List<String> configs = List.of();

    @Mixin
    ManyOrgsFlags many;

    @Option(names = "--expiring", paramLabel = "DAYS", description = "List only orgs whose certificate expires within "
            + "so many days, such as 30d; exit code 6 if there is one.")
    String expiring;

    @Option(names = "--ics", paramLabel = "FILE", description = "Write a calendar file with the days on which the "
            + "certificates expire, in place of an earlier one.")
    String ics;

    @Override
    protected void run(Output out) {
        Integer within = expiring == null ? null : days();
        List<ListOrgs.Result> all = list(out);
        if (ics != null) {
            write(path(ics, "--ics"), orgs(all), out);
        }
        out.warn(many.notes());
        if (within == null) {
            out.answer(() -> document(all), () -> table().show(out, all));
            out.warn(all.stream().flatMap(result -> result.warnings().stream()).distinct().toList());
            return;
        }
        warnOfUnknown(out, all);
        List<ListOrgs.Result> due = all.stream().map(result -> result.expiring(within)).toList();
        refuseExpiring(out, due, within);
        orgs(all).stream().map(ListOrgs.Org::problem).filter(Objects::nonNull).findFirst().ifPresent(problem -> {
            throw problem;
        });
        out.answer(() -> document(due), () -> out.line("no certificate expires within " + within + " days"));
    }

    private OrgsTable table() {
        return new OrgsTable(surroundings);
    }

    private void write(Path file, List<ListOrgs.Org> orgs, Output out) {
        ExpiryCalendar.of(orgs, surroundings.clock().instant()).ifPresentOrElse(
                calendar -> ExpiryCalendar.write(file, calendar), () -> out.warn(List.of(Warning.of("calendar_empty",
                        surroundings.shown(file) + " was not written: no certificate is known, and a calendar needs "
                                + "an event"))));
    }

    private List<ListOrgs.Result> list(Output out) {
        var lastLogin = new LastLogins(StoreOptions.folder(surroundings.variables()),
                odd -> out.warn(List.of(Warning.of("token_store", odd))));
        List<Path> files = files(out);
        return files.stream().map(file -> list(new ListOrgs.Request(file, lastLogin,
                PassphraseFlags.unasked(surroundings)), files.size() > 1)).toList();
    }

    private static List<ListOrgs.Org> orgs(List<ListOrgs.Result> results) {
        return results.stream().flatMap(result -> result.orgs().stream()).toList();
    }

    /** One file of several that cannot be read does not hide the others. */
    private ListOrgs.Result list(ListOrgs.Request request, boolean oneOfSeveral) {
        try {
            return new ListOrgs(surroundings.clock()).run(request);
        } catch (Failure problem) {
            if (!oneOfSeveral) {
                throw problem;
            }
            return ListOrgs.Result.of(request.file(), problem);
        }
    }

    /** Whoever looks for what ends must hear of what nobody looked at. */
    private void warnOfUnknown(Output out, List<ListOrgs.Result> results) {
        List<String> unknown = table().names(results, org -> org.certificate().isEmpty(), org ->
                org.problem() == null ? "" : " (" + Untrusted.line(org.problem().getMessage()) + ")");
        if (!unknown.isEmpty()) {
            out.warn(List.of(Warning.of("cert_unknown", "no certificate is known of " + String.join(", ", unknown)
                    + "; sfjwt looks for it beside the key, as server.crt")));
        }
    }

    private List<Path> files(Output out) {
        List<Path> named = new ArrayList<>();
        configs.forEach(config -> named.add(path(config, "--config")));
        List<Path> files = many.files(named, surroundings);
        return files.isEmpty() ? List.of(ConfigFlags.place(null, surroundings, out).file()) : files;
    }

    private int days() {
        Matcher days = DAYS.matcher(expiring);
        if (!days.matches()) {
            throw Failure.usage("bad_days", "--expiring is " + Quoted.value(expiring), "give days, such as 30d");
        }
        return Integer.parseInt(days.group(1));
    }

    /** Lists what is due, and ends the command as a check that found something. */
    private void refuseExpiring(Output out, List<ListOrgs.Result> results, int within) {
        List<ListOrgs.Org> due = orgs(results);
        if (due.isEmpty()) {
            return;
        }
        if (!out.isJson()) {
            table().show(out, results);
        }
        List<String> names = table().names(results, _ -> true,
                org -> " (" + left(org.certificate().orElseThrow().daysLeft()) + ")");
        throw Failure.of(Kind.CHECK, "certificates_expiring", due.size() + (due.size() == 1 ? " certificate expires"
                : " certificates expire") + " within " + within + " days: " + String.join(", ", names),
                Fix.of("make a new certificate for the same key, then upload it: ", renewal(due.getFirst())))
                .with(files(results));
    }

    private Fix renewal(ListOrgs.Org org) {
        ListOrgs.Certificate certificate = org.certificate().orElseThrow();
        return Renewal.of(certificate.key(), surroundings.shown(certificate.place()), surroundings::shown);
    }

    private static String left(long days) {
        return days < 0 ? "expired" : days == 1 ? "1 day left" : days + " days left";
    }

    private static JsonObject document(List<ListOrgs.Result> results) {
        return results.size() == 1 ? results.getFirst().json() : files(results);
    }

    private static JsonObject files(List<ListOrgs.Result> results) {
        return Json.createObjectBuilder().add("files",
                Json.createArrayBuilder(results.stream().map(ListOrgs.Result::json).toList())).build();
    }
}
