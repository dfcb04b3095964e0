package lib.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lib.cli.Ago;
import lib.cli.Days;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.ToolCommand;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.ListOrgs;
import lib.store.LastLogins;
import lib.store.StoreOptions;
import lib.text.Untrusted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt orgs}: the profiles of a jwt.json, as a table.
 */
@Command(name = "orgs",
        description = "List the orgs of jwt.json: host, user, key, when the certificate expires, the last login.",
        footer = {"  sfjwt orgs", "  sfjwt orgs --json | jq -r '.orgs[].profile'"})
public final class OrgsCommand extends ToolCommand {

    private static final String TOP = "(top level)";
    private static final String NONE = "-";

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "Default ./jwt.json.")
    String config;

    public OrgsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        var file = path(config == null ? ConfigSources.DEFAULT_FILE : config, "--config");
        var environment = new Environment(surroundings.environment(), surroundings.folder());
        var lastLogin = new LastLogins(StoreOptions.folder(environment), warning -> out.warn(List.of(warning)));
        var request = new ListOrgs.Request(file, lastLogin);
        ListOrgs.Result result = new ListOrgs(surroundings.clock()).run(request);
        if (out.isJson()) {
            out.document(result.json());
        } else {
            show(out, result.orgs());
        }
        out.warn(result.warnings());
    }

    private void show(Output out, List<ListOrgs.Org> orgs) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("PROFILE", "HOST", "USER", "KEY", "CERTIFICATE UNTIL", "LAST LOGIN"));
        orgs.forEach(org -> rows.add(row(org)));
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream().filter(other -> column < other.size() - 1)
                        .mapToInt(other -> other.get(column).length()).max().orElse(0);
                boolean last = i == row.size() - 1;
                line.append(last ? row.get(i) : String.format("%-" + (width + 2) + "s", row.get(i)));
            }
            out.line(row == rows.getFirst() ? out.style().bold(line.toString()) : line.toString());
        }
    }

    private List<String> row(ListOrgs.Org org) {
        String name = org.name().isEmpty() ? TOP : Untrusted.line(org.name());
        if (org.problem() != null) {
            return List.of(name, "cannot be used: " + Untrusted.line(org.problem().getMessage()));
        }
        return List.of(name, org.config().loginUrl().host(), Untrusted.line(org.config().username()),
                Untrusted.line(org.keyFile() == null ? org.config().key().toString()
                        : surroundings.shown(org.keyFile())),
                org.certificate().map(one -> Days.of(one.notAfter()) + (one.daysLeft() < 0 ? ", expired" : ""))
                        .orElse(NONE),
                org.lastLogin().map(at -> Ago.of(Duration.between(at, surroundings.clock().instant()))).orElse(NONE));
    }
}
