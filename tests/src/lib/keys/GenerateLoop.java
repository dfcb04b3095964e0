package lib.keys;

import java.nio.file.Path;
import java.time.Clock;
import lib.failure.Failure;
import lib.keys.GenerateCerts.Request;

/**
 * A program that makes certificates until it is killed: into one folder after the other, or over the same files.
 */
final class GenerateLoop {

    private GenerateLoop() {
    }

    /** @param args a folder, and "once", "fresh" or "force" */
    public static void main(String[] args) {
        var operation = new GenerateCerts(Clock.systemUTC());
        boolean force = args[1].equals("force");
        try {
            for (int i = 0; i == 0 || !args[1].equals("once"); i++) {
                Path folder = args[1].equals("fresh") ? Path.of(args[0], "set" + i) : Path.of(args[0]);
                operation.run(new Request(folder, Subject.DEFAULT, 365, 2048, force, false), CertsProgress.NONE);
            }
        } catch (Failure e) {
            System.out.println(e.code() + ": " + e.getMessage());
        }
    }
}
