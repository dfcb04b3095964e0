package lib.cli;

import jakarta.json.Json;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import lib.failure.Failure;
import lib.install.Install;
import lib.install.Place;
import lib.install.Uninstall;
import lib.text.ShellQuote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt install}: a copy that starts without JBang.
 */
@Command(name = "install",
        description = "Lay down a copy that starts without JBang and fast, with an ahead-of-time cache for this JDK.",
        footer = {"  sfjwt install                          for this user",
            "  sfjwt install --dir /usr/local/bin     for all users of this machine",
            "  sfjwt install --uninstall"})
public final class InstallCommand extends ToolCommand {

    @Option(names = "--dir", paramLabel = "DIR",
            description = "Folder of the command, on your PATH; default ~/.local/bin.")
    String dir;

    @Option(names = "--uninstall", description = "Take it away again.")
    boolean uninstall;

    public InstallCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        Place place = place();
        if (uninstall) {
            uninstall(place, out);
            return;
        }
        Install.Result result;
        try (var org = TrainingOrg.start(surroundings.clock()); var progress = new SpinningProgress(out)) {
            result = new Install().run(new Install.Request(place, System.getProperty("java.class.path"),
                    Path.of(System.getProperty("java.home")), org.training()), progress);
        }
        if (out.isJson()) {
            out.document(Json.createObjectBuilder(result.json()).add("onPath", isOnPath(place.folder())).build());
        } else {
            out.line("installed: " + out.style().bold(result.launcher().toString()));
        }
        out.warn(result.warnings());
        if (!isOnPath(place.folder())) {
            out.say("");
            out.say(place.folder() + " is not on your PATH. Add this line to ~/.profile:");
            out.say("  export PATH=" + ShellQuote.sh(place.folder().toString()) + ":\"$PATH\"");
        }
    }

    private static void uninstall(Place place, Output out) {
        Uninstall.Result result = new Uninstall().run(place);
        if (out.isJson()) {
            out.document(result.json());
        } else if (result.removed().isEmpty()) {
            out.line("nothing to remove: no sfjwt is installed in " + place.folder());
        } else {
            result.removed().forEach(path -> out.line("removed " + path));
        }
        out.warn(result.warnings());
    }

    private Place place() {
        if (dir != null) {
            return Place.of(path(dir, "--dir"));
        }
        Map<String, String> environment = surroundings.environment();
        String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
        if (home.isBlank()) {
            throw Failure.usage("no_home", "HOME is not set, so there is no ~/.local/bin", "name a folder with --dir");
        }
        Place usual = Place.of(Path.of(home, ".local", "bin"));
        Path data = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        return data.isAbsolute() ? new Place(usual.folder(), data.resolve("sfjwt")) : usual;
    }

    private boolean isOnPath(Path folder) {
        return Arrays.stream(surroundings.environment().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty()).anyMatch(entry -> Path.of(entry).normalize().equals(folder));
    }
}
