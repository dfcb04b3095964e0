package lib.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the JVM is started with, here and under JBang alike: sfjwt.java says it, and is read as it was compiled.
 */
final class JvmOptions {

    private static final String DIRECTIVE = "//RUNTIME_OPTIONS ";

    /**
     * Those of sfjwt.java, and two that only an installed copy needs. The log is off because the JVM says on stdout
     * that a cache does not fit a changed JDK; it then starts without one. The full compiler never pays off in runs of
     * half a second: it takes half as much CPU again.
     */
    static List<String> all() {
        List<String> all = new ArrayList<>(List.of("-Xlog:disable", "-XX:TieredStopAtLevel=1"));
        script().lines().filter(line -> line.startsWith(DIRECTIVE))
                .flatMap(line -> Arrays.stream(line.substring(DIRECTIVE.length()).split(" "))).forEach(all::add);
        return all;
    }

    private static String script() {
        try (InputStream in = JvmOptions.class.getResourceAsStream("/sfjwt.java")) {
            if (in == null) {
                throw new IllegalStateException("sfjwt.java is not beside its classes");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
