package lib.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import lib.catalog.Verb;
import lib.files.InputFile;
import lib.install.InstalledJdk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What all commands share: the common options, and an {@link Output} that heeds them.
 */
@Command(abbreviateSynopsis = true)
public abstract class ToolCommand implements Callable<Integer> {

    @Mixin
    CommonFlags common;

    @Spec
    public CommandSpec spec;

    /** From {@link Program}, before anything else. */
    protected Surroundings surroundings;

    /** Of a {@link #run} that throws nothing; another program's, where one was run. */
    protected int exitCode;
    private Output output;

    /** Does the work; a {@link lib.failure.Failure} is printed and becomes the exit code. */
    protected abstract void run(Output out);

    @Override
    public final Integer call() {
        if (InstalledJdk.hasChanged()) {
            output().detail("the JDK has changed since this sfjwt was installed, so it starts slower; run "
                    + output().next(Verb.INSTALL) + " again");
        }
        run(output());
        output().finish();
        return exitCode;
    }

    protected final Output output() {
        if (output == null) {
            output = new Output(surroundings, common.or(optionsBeforeTheCommand()),
                    AsCalled.of(surroundings, spec.commandLine().getParseResult()));
        }
        return output;
    }

    /** {@code sfjwt --json get-token} means the same as {@code sfjwt get-token --json}. */
    private CommonFlags optionsBeforeTheCommand() {
        return spec.parent() != null && spec.parent().userObject() instanceof ToolCommand parent
                ? parent.common.or(parent.optionsBeforeTheCommand()) : new CommonFlags();
    }

    /** @param typed as it was given; {@code name} is the option's, for messages */
    protected final Path path(String typed, String name) {
        return InputFile.path(surroundings.folder(), typed, name);
    }
}
