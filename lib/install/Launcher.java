package lib.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lib.text.ShellQuote;

/**
 * The scripts that start an installed copy. They find a JDK by reading its release file and replace themselves by the
 * program, so that signals, stdin and the exit code are its own; nothing else is started on the way.
 */
final class Launcher {

    /** Tells our launchers from other people's files of the same name. */
    static final String MARK = "laid down by: sfjwt install";

    private static final int LARGEST = 64 * 1024;
    private static final Pattern BLANK = Pattern.compile("@([a-z]+)@");

    static boolean isOurs(Path launcher) throws IOException {
        return Files.isRegularFile(launcher, LinkOption.NOFOLLOW_LINKS) && Files.size(launcher) < LARGEST
                && new String(Files.readAllBytes(launcher), StandardCharsets.ISO_8859_1).contains(MARK);
    }

    static String sh(Copy copy) {
        return filled("""
                #!/bin/sh
                # @mark@. It starts the copy of sfjwt in this folder:
                files=@files@
                jdk=@jdk@

                # whether the JDK in $1 is there and new enough, without asking it, which would take as long as a run
                is_new() {
                    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
                    while IFS= read -r line || [ -n "$line" ]; do
                        case $line in
                            JAVA_VERSION=*)
                                line=${line#*=}
                                line=${line#\\"}
                                line=${line%%[!0-9]*}
                                [ "${line:-0}" -ge 25 ]
                                return
                                ;;
                        esac
                    done <"$1/release"
                    return 1
                }

                # the java on PATH, which may be a link to anywhere and has to be asked
                on_path() {
                    java=$(command -v java) || return 1
                    case $("$java" -XshowSettings:properties -version 2>&1) in
                        *java.specification.version\\ =\\ 2[5-9]*|*java.specification.version\\ =\\ [3-9][0-9]*) ;;
                        *) return 1 ;;
                    esac
                }

                refuse() { # code error fix, and the words of the run
                    code=$1 error=$2 fix=$3
                    shift 3
                    for word; do
                        [ "$word" != --json ] || {
                            printf '{"error":"%s","code":"%s","fix":"%s",' "$error" "$code" "$fix"
                            printf '"retryable":false,"exitCode":3}\\n'
                            exit 3
                        }
                    done
                    printf 'sfjwt: error: %s\\n' "$error" >&2
                    printf 'sfjwt: fix: %s\\n' "$fix" >&2
                    exit 3
                }

                # a JVM does not start in a folder that was deleted
                [ . -ef "$PWD" ] 2>/dev/null || case $(pwd -P 2>/dev/null) in
                    /*) ;;
                    *)
                        refuse folder_gone 'the folder that you are in was deleted' \\
                            'cd to another folder and try again' "$@"
                        ;;
                esac

                @ask@
                if is_new "$jdk"; then
                    java=$jdk/bin/java
                elif is_new "${JAVA_HOME-}"; then
                    java=$JAVA_HOME/bin/java
                else
                    on_path || refuse java_missing \\
                        'sfjwt needs Java 25 or newer, and the one that it was installed with is gone' \\
                        'install a JDK 25 or newer, point JAVA_HOME to one, then run sfjwt install again' "$@"
                fi

                # a JVM reserves far more addresses than it uses, unless it is told not to
                small=
                space=$(ulimit -v)
                if [ "$space" != unlimited ] && [ "$space" -lt 4000000 ]; then
                    [ "$space" -ge 524288 ] || refuse memory_limited \\
                        "Java cannot start in $space KiB of address space, which is the limit here (ulimit -v)" \\
                        'allow 524288 KiB or more: ulimit -v 524288' "$@"
                    small='-Xmx64m -XX:CompressedClassSpaceSize=48m -XX:ReservedCodeCacheSize=24m'
                    export MALLOC_ARENA_MAX=1
                fi

                # a JVM and what it starts would take a file of its own for a stdin that is closed
                true 2>/dev/null 3<&0 || exec </dev/null

                exec "$java" "-XX:AOTCache=$files/@cache@" @options@ $small \\
                    -cp "@classpath@" sfjwt "$@"
                """, copy, ShellQuote::sh, "$files/", ":");
    }

    static String cmd(Copy copy) {
        return filled("""
                @echo off
                rem @mark@. It starts the copy of sfjwt in this folder:
                setlocal
                set "files=@files@"
                set "java=@jdk@\\bin\\java.exe"
                if not exist "%java%" set "java=%JAVA_HOME%\\bin\\java.exe"
                if not exist "%java%" set "java=java"
                "%java%" "-XX:AOTCache=%files%\\@cache@" @options@ -cp "@classpath@" sfjwt %*
                """, copy, path -> path.replace("%", "%%"), "%files%\\", ";").replace("\n", "\r\n");
    }

    /** @param quote how a path is written in this script */
    private static String filled(String script, Copy copy, UnaryOperator<String> quote, String jarLead,
            String between) {
        Map<String, String> values = Map.of("mark", MARK,
                "files", quote.apply(copy.folder().toString()),
                "jdk", quote.apply(copy.javaHome().toString()),
                "cache", copy.cache().getFileName().toString(),
                "options", options(),
                "ask", AskAgent.sh(),
                "classpath", copy.jars().keySet().stream().map(jar -> jarLead + jar)
                        .collect(Collectors.joining(between)));
        return BLANK.matcher(script).replaceAll(blank -> Matcher.quoteReplacement(values.get(blank.group(1))));
    }

    private static String options() {
        List<String> options = new ArrayList<>(JvmOptions.all());
        options.add("-D" + InstalledJdk.PROPERTY + "=" + InstalledJdk.version());
        return String.join(" ", options);
    }
}
