package lib.command;

import java.util.List;
import java.util.stream.Collectors;
import lib.admin.AdminSession;
import lib.app.CreateCommand;
import lib.cli.ConfigFlags;
import lib.cli.HttpFlags;
import lib.cli.Output;
import lib.cli.PassphraseFlags;
import lib.cli.ToolCommand;
import lib.config.ConfigSources;
import lib.config.OrgConfig;
import lib.doctor.Diagnosis;
import lib.doctor.Doctor;
import lib.doctor.Phase;
import lib.doctor.WaitTime;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.refusal.Stage;
import lib.text.Untrusted;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt doctor}: every check that a login depends on, and the one thing to do next.
 */
@Command(name = "doctor",
        description = "Find out why a login fails: check config, key, certificate, network and clock, log in once, try "
            + "the token, and say what to do next.",
        footer = {"  sfjwt doctor",
            "  sfjwt doctor -c prod/jwt.json --cert prod/certs/server.crt",
            "  sfjwt doctor --offline                       before the first login: config, key, certificate",
            "  sfjwt doctor --wait 12m                      after a change in Setup, until it works",
            "  sfjwt doctor --admin admin                   why the org refuses, seen by an administrator",
            "  sfjwt doctor --json | jq -r '.checks[] | select(.state == \"failed\").text'"})
public final class DoctorCommand extends ToolCommand {

    @Mixin
    ManyOrgsFlags many;

    @Option(names = "--cert", paramLabel = "FILE",
            description = "Compare with this certificate, the uploaded one; default server.crt beside the key.")
    String cert;

    @Option(names = "--offline", description = "Check only what is on this machine, without network or login.")
    boolean offline;

    @Option(names = "--wait", paramLabel = "TIME", description = "Keep logging in for at most this long, such as "
            + "90s, 12m or 1h, while Salesforce may not yet have noticed a change in Setup.")
    String wait;

    @Option(names = "--try-audience", description = "Log in a second time with the other audience where that may be "
            + "why Salesforce refuses, and say which one works.")
    boolean tryAudience;

    @Option(names = "--admin", paramLabel = "ORG", arity = "0..1", fallbackValue = "",
            description = "Also ask the org what a refusal hides, with an administrator's session: that of a profile "
                + "of jwt.json, or of an org that sf is logged in to; without a value, SF_ACCESS_TOKEN.")
    String admin;

    @Mixin
    ConfigFlags config;

    @Mixin
    PassphraseFlags passphrase;

    @Mixin
    HttpFlags http;

    @Override
    protected void run(Output out) {
        if (offline && wait != null) {
            throw Failure.usage("offline_and_wait", "--wait is for logins, and --offline makes none",
                    "drop one of them");
        }
        if (many.areGiven(config, surroundings)) {
            everyOrg(out);
            return;
        }
        ConfigSources sources = config.sources(surroundings, out);
        Doctor.Request request = request(sources, out, "");
        Doctor.Result result = doctor(sources, out).run(request, new DoctorReport(out));
        if (!out.isJson()) {
            result.diagnosis().ifPresent(diagnosis -> show(out, diagnosis));
            out.line("");
        }
        result.failure().ifPresent(failure -> {
            throw failure;
        });
        out.answer(() -> result.json(out.voice()),
                () -> out.line("Next: " + Untrusted.lines(result.next().say(out.voice()))));
    }

    private Doctor doctor(ConfigSources sources, Output out) {
        var doctor = new Doctor(surroundings.clock());
        if (admin == null) {
            return doctor;
        }
        if (admin.startsWith("-")) { // picocli takes an option that it does not know for the value
            throw new CommandLine.UnmatchedArgumentException(spec.commandLine(), List.of(admin));
        }
        if (offline) {
            throw Failure.usage("offline_and_admin", "--admin asks the org, and --offline asks nobody",
                    "drop one of them");
        }
        AdminSession session = AdminFlags.of(admin, surroundings, sources, http.options(surroundings, out::detail),
                passphrase.from(surroundings, out));
        var create = new CreateCommand(session, null, sources.file(), surroundings::shown);
        return doctor.asking(session, (login, app, settings, more) -> create.of(login.username(), login.key(), app,
                settings, more));
    }

    private Doctor.Request request(ConfigSources sources, Output out, String prefix) {
        return new Doctor.Request(() -> resolved(sources, out), sources.file(), sources.environment(),
                cert == null ? null : path(cert, "--cert"),
                http.options(surroundings, line -> out.detail(prefix + line)), passphrase.from(surroundings, out),
                wait == null ? WaitTime.NONE : WaitTime.parse(wait),
                tryAudience, offline ? Phase.OFFLINE : Phase.ACCESS);
    }

    private static OrgConfig resolved(ConfigSources sources, Output out) {
        OrgConfig org = sources.resolve();
        out.keyIs(org.key());
        return org;
    }

    /** A line each; the whole report of one is for a run with its profile. */
    private void everyOrg(Output out) {
        ManyOrgsRun<Doctor.Result> every = many.run(config, surroundings, out, ManyOrgsRun.AT_ONCE, (sources, name) -> {
            Doctor.Result result = new Doctor(surroundings.clock()).run(request(sources, out, name + ": "),
                    Doctor.Progress.NONE);
            result.failure().ifPresent(failure -> {
                throw failure;
            });
            return result;
        });
        out.answer(() -> every.json(out, "doctor", result -> result.json(out.voice())),
                () -> every.show(out, (name, _) -> out.line(out.style().done() + name + ": healthy")));
    }

    private static void show(Output out, Diagnosis diagnosis) {
        out.line("");
        if (diagnosis.stage() != null) {
            String passed = diagnosis.passed().stream().map(Stage::what).collect(Collectors.joining(", "));
            out.paragraph("", passed.isEmpty() ? "Salesforce stopped at " + diagnosis.stage().what() + "."
                    : "Salesforce took " + passed + ", and stopped at " + diagnosis.stage().what() + ".");
        }
        out.line(out.style().bold("Likely causes, the likeliest first"));
        int number = 1;
        for (Cause cause : diagnosis.causes()) {
            out.paragraph("  " + number++ + ". ", cause.why());
            out.paragraph("     ", cause.fix().say(out.voice()));
        }
    }
}
