package lib.command;

import jakarta.json.Json;
import java.nio.file.Files;
import java.util.List;
import lib.api.Exec;
import lib.api.Session;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.config.ConfigSources;
import lib.config.JwtJson;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.store.ReuseToken;
import lib.text.Quoted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sfjwt exec}: another program, with the token in its environment.
 */
@Command(name = "exec",
        description = {"Run a program with a token in its environment.",
            "The program finds SF_ACCESS_TOKEN, SF_INSTANCE_URL, SF_ORG_INSTANCE_URL and SF_API_VERSION there, but "
                + "neither SFJWT_PRIVATE_KEY nor SFJWT_KEY_PASSPHRASE. It gets the signals, and sfjwt ends with its "
                + "exit code: 127 if there is no such program, 126 if it may not be run."},
        footer = {"  sfjwt exec -- node import.js",
            "  sfjwt exec prod -- node import.js       the profile prod; --all for every org, one after the other",
            "  sfjwt exec -- sh -c 'curl -H \"Authorization: Bearer $SF_ACCESS_TOKEN\" \"$SF_INSTANCE_URL/…\"'"})
public final class ExecCommand extends ToolCommand {

    @Parameters(paramLabel = "[PROFILE] -- CMD", arity = "1..*",
            description = "The program and its arguments, after --; a profile of jwt.json may come first.")
    List<String> command;

    @Mixin
    ManyOrgsFlags many;

    @Mixin
    LoginFlags login;

    /** What follows the program's name is the program's, as with env and time, where -- is left out too. */
    @Spec
    void stopAtProgram(CommandSpec own) {
        own.parser().stopAtPositional(true);
    }

    @Override
    protected void run(Output out) {
        boolean profileNamed = command.size() > 2 && command.get(1).equals("--") && !isAfterDashes();
        if (many.areGiven(login.config(), surroundings)) {
            if (profileNamed) {
                throw Failure.usage("bad_arguments", many.name() + " means other orgs than the profile "
                        + Quoted.unquoted(command.getFirst()) + " before --", "leave out one of them");
            }
            everyOrg(out);
            return;
        }
        ConfigSources sources = login.config().sources(surroundings, out);
        refuseOptionsBehindProfile(sources);
        ConfigSources org = profileNamed ? sources.withProfile(command.getFirst()) : sources;
        exitCode = exec(out, login.requests(surroundings, out).apply(org, ""),
                profileNamed ? command.subList(2, command.size()) : command);
    }

    /** They would go to a program of that name; what has no -- behind it is one. */
    private void refuseOptionsBehindProfile(ConfigSources sources) {
        int dashes = command.indexOf("--");
        if (dashes > 1 && command.get(1).startsWith("-") && !isAfterDashes() && Files.exists(sources.file())
                && JwtJson.read(sources.file()).profiles().contains(command.getFirst())) {
            throw Failure.usage("bad_arguments", command.get(1).replaceAll("(?s)=.*", "")
                    + " stands behind the profile " + command.getFirst(),
                    "give options before the profile: OPTIONS PROFILE -- CMD");
        }
    }

    /** Whether -- stands before the first word, which then is a program even where another -- follows it. */
    private boolean isAfterDashes() {
        List<String> args = spec.commandLine().getParseResult().originalArgs();
        int first = args.size() - command.size();
        return first > 0 && args.get(first - 1).equals("--");
    }

    /**
     * One after the other, because they share the terminal; the exit code is that of those that failed, or 6 where they
     * failed in different ways.
     */
    private void everyOrg(Output out) {
        var requests = login.requests(surroundings, out);
        ManyOrgsRun<Integer> every = many.run(login.config(), surroundings, out, 1, (sources, name) -> {
            ReuseToken.Request request = requests.apply(sources, name + ": ");
            out.say("== " + name);
            int code = exec(out, request, command);
            if (code != 0) {
                out.say("== " + name + " ended with exit code " + code);
            }
            return code;
        });
        List<Integer> codes = every.results().filter(code -> code != 0).distinct().toList();
        exitCode = codes.isEmpty() ? 0 : codes.size() == 1 ? codes.getFirst() : Kind.CHECK.exit();
        every.tellFailures(out, "program", code -> Json.createObjectBuilder().add("exitCode", code).build(),
                codes.isEmpty());
    }

    private int exec(Output out, ReuseToken.Request login, List<String> program) {
        var session = new Session(login, surroundings.clock());
        var request = new Exec.Request(session, program, surroundings.folder(), surroundings.environment());
        return new Exec().run(request, (warnings, secrets) -> {
            out.warn(warnings);
            out.mask(secrets);
        });
    }
}
