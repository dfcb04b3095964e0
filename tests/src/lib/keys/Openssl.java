package lib.keys;

import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The openssl command: the independent voice on every key and certificate of ours.
 */
public final class Openssl {

    private Openssl() {
    }

    /** What it printed, on both streams; anything but success fails the test with it. */
    public static String run(Path folder, String... arguments) {
        return Tool.run(folder, Stream.concat(Stream.of("openssl"), Stream.of(arguments)).toArray(String[]::new));
    }
}
