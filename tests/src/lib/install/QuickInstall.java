package lib.install;

import java.nio.file.Path;
import java.time.Clock;

/** An install in a process of its own, for tests of how it takes its place: {@code FOLDER CLASSPATH JDK}. */
final class QuickInstall {

    private QuickInstall() {
    }

    public static void main(String[] args) {
        new Install().run(new Install.Request(Place.of(Path.of(args[0])), args[1], Path.of(args[2]), Clock.systemUTC()),
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
