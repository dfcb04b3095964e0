package lib.command;

import jakarta.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.files.OnPath;
import lib.install.Install;
import lib.install.Place;
import lib.install.Training;
import lib.install.Uninstall;
import lib.text.ShellQuote;
import lib.text.Untrusted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt install}: a copy that starts without JBang.
 */
@Command(name = "install",
        description = "Install a standalone copy that starts fast, without JBang.",
        footer = {"  sfjwt install                          for this user",
            "  sfjwt install --dir /usr/local/bin     for all users of this machine",
            "  sfjwt install --uninstall"})
public final class InstallCommand extends ToolCommand {

    @Option(names = "--dir", paramLabel = "DIR",
            description = "Folder of the command, on your PATH; default ~/.local/bin.")
    String dir;

    @Option(names = "--uninstall", description = "Remove it again.")
    boolean uninstall;

    @Override
    protected void run(Output out) {
        Optional<Path> training = Training.folder();
        if (training.isPresent()) { // what another install has started
            exitCode = TrainingRun.in(training.get(), spec.root().userObject().getClass());
            return;
        }
        Place place = place();
        if (uninstall) {
            uninstall(place, out);
            return;
        }
        Install.Result result = new Install().run(new Install.Request(place, System.getProperty("java.class.path"),
                Path.of(System.getProperty("java.home")), surroundings.clock()), new SpinningProgress(out));
        boolean onPath = isOnPath(place.folder());
        out.answer(() -> Json.createObjectBuilder(result.json()).add("onPath", onPath).build(),
                () -> out.line("installed: " + out.style().bold(result.launcher().toString())));
        out.warn(result.warnings());
        if (!onPath) {
            out.say("");
            out.say(place.folder() + " is not on your PATH. Add this line to ~/.profile:");
            out.say("  export PATH=" + ShellQuote.sh(place.folder().toString()) + ":\"$PATH\"");
        }
    }

    private static void uninstall(Place place, Output out) {
        Uninstall.Result result = new Uninstall().run(place);
        List<String> lines = result.removed().isEmpty()
                ? List.of("nothing to remove: no sfjwt is installed in " + place.folder())
                : result.removed().stream().map(path -> "removed " + path).toList();
        out.answer(result::json, () -> lines.forEach(out::line));
        out.warn(result.warnings());
    }

    private Place place() {
        if (dir != null) {
            return Place.of(path(dir, "--dir"));
        }
        Map<String, String> environment = surroundings.environment();
        String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
        if (home.indexOf('\uFFFD') >= 0) {
            throw Failure.usage("locale_ascii", "HOME holds characters that Java cannot read under this locale",
                    "set a UTF-8 locale for this command, such as LC_ALL=C.UTF-8, or name a folder with --dir");
        }
        Path user = InputFile.absolute(home).orElseThrow(() -> Failure.usage("no_home", home.isBlank()
                ? "HOME is not set, so there is no ~/.local/bin" : "HOME is \"" + Untrusted.line(home)
                        + "\", which is not an absolute path", "name a folder with --dir"));
        Place usual = Place.of(user.resolve(".local").resolve("bin"));
        return InputFile.absolute(environment, "XDG_DATA_HOME")
                .map(data -> new Place(usual.folder(), data.resolve("sfjwt"))).orElse(usual);
    }

    private boolean isOnPath(Path folder) {
        return OnPath.folders(surroundings.environment().getOrDefault("PATH", ""))
                .anyMatch(entry -> entry.normalize().equals(folder));
    }
}
