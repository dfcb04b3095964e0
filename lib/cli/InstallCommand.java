package lib.cli;

import java.nio.file.Path;
import lib.failure.Failure;
import lib.install.Install;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt install}: a copy that starts without JBang.
 */
@Command(name = "install",
        description = "Lay down a copy that starts without JBang and fast, with an ahead-of-time cache for this JDK.",
        footer = {"  jbang sfjwt@OWNER/REPO install", "  sfjwt install --dir /usr/local/bin", "  sfjwt install --uninstall"})
public final class InstallCommand extends ToolCommand {

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder for the launcher, on your PATH; default "
            + "~/.local/bin.")
    String dir;

    @Option(names = "--uninstall", description = "Take it away again.")
    boolean uninstall;

    public InstallCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        Path folder = dir == null ? home().resolve(".local/bin") : path(dir, "--dir");
        var install = new Install(surroundings.clock());
        if (uninstall) {
            boolean there = install.remove(folder);
            out.line(there ? "removed from " + folder : "there was no sfjwt in " + folder);
            return;
        }
        var java = Path.of(System.getProperty("java.home"), "bin", java());
        Install.Result result;
        try (var progress = new SpinningProgress(out)) {
            result = install.run(new Install.Request(folder, System.getProperty("java.class.path"), java), progress);
        }
        if (out.isJson()) {
            out.document(result.json());
        } else {
            out.line("installed as " + result.launcher());
        }
        out.warn(result.warnings());
        if (!surroundings.environment().getOrDefault("PATH", "").contains(folder.toString())) {
            out.say(folder + " is not on your PATH: add it, for instance in ~/.profile:");
            out.say("  export PATH=\"" + folder + ":$PATH\"");
        }
    }

    private Path home() {
        String home = surroundings.environment().getOrDefault("HOME", System.getProperty("user.home"));
        if (home == null || home.isBlank()) {
            throw Failure.usage("no_home", "there is no HOME to install into", "name a folder with --dir");
        }
        return Path.of(home);
    }

    private static String java() {
        return System.getProperty("os.name").startsWith("Windows") ? "java.exe" : "java";
    }
}
