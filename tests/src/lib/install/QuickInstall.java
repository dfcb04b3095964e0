package lib.install;

import java.nio.file.Path;
import java.util.List;

/**
 * An install in a process of its own whose training is one short run, for tests of how it takes its place:
 * {@code FOLDER CLASSPATH}.
 */
final class QuickInstall {

    private QuickInstall() {
    }

    public static void main(String[] args) {
        var training = new Training("sfjwt", List.of("--version"));
        new Install().run(new Install.Request(Place.of(Path.of(args[0])), args[1], Installed.JDK, training),
                new Install.Progress() {
                    @Override
                    public void began(String what) {
                    }

                    @Override
                    public void done(String what) {
                    }
                });
    }
}
