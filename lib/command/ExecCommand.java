package lib.command;

import java.util.List;
import lib.api.Exec;
import lib.api.Session;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.ToolCommand;
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
            "It finds SF_ACCESS_TOKEN, SF_INSTANCE_URL, SF_ORG_INSTANCE_URL and SF_API_VERSION there, but neither "
                + "SFJWT_PRIVATE_KEY nor SFJWT_KEY_PASSPHRASE. It gets the signals; its exit code is this one's, 127 "
                + "if it is not there, 126 if it may not be run."},
        footer = {"  sfjwt exec -- node import.js",
            "  sfjwt exec -- sh -c 'curl -H \"Authorization: Bearer $SF_ACCESS_TOKEN\" \"$SF_INSTANCE_URL/…\"'"})
public final class ExecCommand extends ToolCommand {

    @Parameters(paramLabel = "-- CMD", arity = "1..*", description = "The program and its arguments, after --.")
    List<String> command;

    @Mixin
    LoginFlags login;

    private int exitCode;

    public ExecCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What follows the program's name is the program's, as with env and time, where -- is left out too. */
    @Spec
    void stopAtProgram(CommandSpec own) {
        own.parser().stopAtPositional(true);
    }

    @Override
    protected void run(Output out) {
        var session = new Session(login.request(surroundings, out), surroundings.clock());
        var request = new Exec.Request(session, command, surroundings.folder(), surroundings.environment());
        exitCode = new Exec().run(request, (warnings, secrets) -> {
            out.warn(warnings);
            out.mask(secrets);
        }).exitCode();
    }

    @Override
    protected int exitCode() {
        return exitCode;
    }
}
