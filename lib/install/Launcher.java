package lib.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.text.ShellQuote;

/**
 * The scripts that start an installed copy: no subshell, no child process, only {@code exec java}.
 */
final class Launcher {

    /** Tells our launchers from other people's files of the same name. */
    static final String MARK = "laid down by: sfjwt install";

    static final String CACHE = "sfjwt.aot";

    /**
     * The flags of every run. The log is off because the JVM would say on stdout that a cache does not fit a changed
     * JDK; it then simply starts without one. Collector and heap fit a program that lives half a second.
     */
    static final List<String> FLAGS = List.of("-Xlog:disable", "-XX:+UseSerialGC", "-Xmx256m", "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism", "-XX:-CreateCoredumpOnCrash");

    /** Shortens short runs; not for making keys: the big-number intrinsics are in the full compiler only. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private Launcher() {
    }

    static String sh(Path files, Path java) throws IOException {
        return """
                #!/bin/sh
                # %s. The folder below holds the copy it starts.
                files=%s
                java=%s
                [ -x "$java" ] || java=${JAVA_HOME:+$JAVA_HOME/bin/}java
                case ${1-} in
                    generate-certs|demo|ui) quick= ;;
                    *) quick=%s ;;
                esac
                exec "$java" "-XX:AOTCache=$files/%s" $quick %s \\
                    -cp "%s" sfjwt "$@"
                """.formatted(MARK, ShellQuote.sh(files.toString()), ShellQuote.sh(java.toString()), QUICK_COMPILER,
                CACHE, String.join(" ", FLAGS), names(files).map(name -> "$files/" + name)
                        .collect(Collectors.joining(":")));
    }

    static String cmd(Path files, Path java) throws IOException {
        return """
                @echo off\r
                rem %s. The folder below holds the copy it starts.\r
                setlocal\r
                set "files=%s"\r
                set "java=%s"\r
                if not exist "%%java%%" set "java=java"\r
                "%%java%%" "-XX:AOTCache=%%files%%\\%s" %s -cp "%s" sfjwt %%*\r
                """.formatted(MARK, files, java, CACHE, String.join(" ", FLAGS),
                names(files).map(name -> "%files%\\" + name).collect(Collectors.joining(";")));
    }

    /** The class path of a copy; the cache is bound to it, letter by letter. */
    static String classPath(Path files) throws IOException {
        return names(files).map(name -> files.resolve(name).toString()).collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> names(Path files) throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            return all.map(path -> path.getFileName().toString()).filter(name -> name.endsWith(".jar")).sorted().toList()
                    .stream();
        }
    }
}
