package lib.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Everything outside the program that a command may touch, so that a test can bring its own.
 *
 * @param folder what relative paths are relative to
 */
public record Surroundings(Map<String, String> environment, Path folder, InputStream in, OutputStream out,
        OutputStream err, Terminal terminal, Clock clock) {

    /** With the process's own stdin. */
    public Surroundings(Map<String, String> environment, Path folder, OutputStream out, OutputStream err,
            Terminal terminal, Clock clock) {
        this(environment, folder, System.in, out, err, terminal, clock);
    }

    public static Surroundings ofThisProcess() {
        return new Surroundings(System.getenv(), Path.of(""), new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err), Terminal.detect(System.getenv()), Clock.systemUTC());
    }

    /** How this program is run here: what its follow-up commands begin with. */
    public String command() {
        return environment.getOrDefault("SFJWT_COMMAND", "sfjwt");
    }

    /** Says nothing of the environment, which holds secrets. */
    @Override
    public String toString() {
        return "Surroundings[" + folder + "]";
    }

    /** A path as a person would type it from here: relative where it lies below the folder. */
    public String shown(Path path) {
        Path whole = folder.resolve(path).toAbsolutePath().normalize();
        Path here = folder.toAbsolutePath().normalize();
        return whole.startsWith(here) && !whole.equals(here) ? here.relativize(whole).toString() : whole.toString();
    }
}
