package lib.command;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import lib.cli.Program;
import lib.cli.Surroundings;
import lib.cli.Terminal;
import lib.install.Training;

/**
 * The process that an installed copy's cache is made from: what people run every day, in one JVM, printing nothing.
 */
final class TrainingRun {

    /**
     * @param program the root command's class
     * @param folder that is set up for an org
     * @return the exit code of the first command that failed, or 0
     */
    static int in(Path folder, Class<?> program) {
        var surroundings = new Surroundings(Map.of("HOME", folder.toString()), folder, OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), Terminal.NONE, Clock.systemUTC());
        return Training.commands().stream().mapToInt(words -> new Program(program, surroundings).run(words))
                .filter(exit -> exit != 0).findFirst().orElse(0);
    }
}
