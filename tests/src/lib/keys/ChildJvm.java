package lib.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another JVM with the classes of the tests, for what cannot be watched or killed from inside.
 */
public final class ChildJvm {

    private ChildJvm() {
    }

    public static Process start(List<String> options, Class<?> program, String... arguments) throws IOException {
        return new ProcessBuilder(command(options, program, arguments)).redirectErrorStream(true).start();
    }

    public static List<String> command(List<String> options, Class<?> program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // surefire's own class path is a jar of pointers; it names the real one here
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path")), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
