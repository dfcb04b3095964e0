package lib.install;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.catalog.Verb;
import lib.text.ShellQuote;

/**
 * The scripts that start an installed copy. They find a JDK by reading its release file and replace themselves by the
 * program, so that signals, stdin and the exit code are its own; nothing else is started on the way.
 */
final class Launcher {

    /** Tells our launchers from other people's files of the same name. */
    static final String MARK = "laid down by: sfjwt install";

    /**
     * The flags of every run, training included. The log is off because the JVM would say on stdout that a cache does
     * not fit a changed JDK; it then starts without one. Collector and heap fit a program that lives half a second;
     * with more room for young objects it would touch that much more memory. What SIGQUIT (Ctrl-\) prints must not get
     * between the lines that a script reads from stdout.
     */
    static final List<String> FLAGS = List.of("-Xlog:disable", "-XX:+UseSerialGC", "-Xmx256m", "-Xmn8m",
            "-XX:-UsePerfData", "-XX:+DisableAttachMechanism", "-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStderr", "--enable-native-access=ALL-UNNAMED");

    /** Shortens short runs; not for making keys: the big-number intrinsics are in the full compiler only. */
    static final String QUICK = "-XX:TieredStopAtLevel=1";

    private static final int LARGEST = 64 * 1024;
    private static final Pattern BLANK = Pattern.compile("@([a-z]+)@");

    private Launcher() {
    }

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

                missing() {
                    error='sfjwt needs Java 25 or newer, and the one that it was installed with is gone'
                    fix='install a JDK 25 or newer, point JAVA_HOME to one, then run sfjwt install again'
                    for word; do
                        [ "$word" != --json ] || {
                            printf '{"error":"%s","code":"java_missing","fix":"%s",' "$error" "$fix"
                            printf '"retryable":false,"exitCode":3}\\n'
                            exit 3
                        }
                    done
                    printf 'sfjwt: error: %s: %s\\n' "$error" "$jdk" >&2
                    printf 'sfjwt: fix: %s\\n' "$fix" >&2
                    exit 3
                }

                if is_new "$jdk"; then
                    java=$jdk/bin/java
                elif is_new "${JAVA_HOME-}"; then
                    java=$JAVA_HOME/bin/java
                else
                    on_path || missing "$@"
                fi

                quick=@quick@
                classpath="@classpath@"
                case ${1-} in
                @caches@
                    *) cache=@login@ quick= classpath=$classpath@server@ ;;
                esac
                # many logins are worth the full compiler
                case " $* " in
                    *' --all '* | *' --config-dir'*) quick= ;;
                esac
                exec "$java" "-XX:AOTCache=$files/$cache" $quick @flags@ \\
                    -D@property@=@version@ \\
                    -cp "$classpath" sfjwt "$@"
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
                set "cache=@login@"
                set "quick=@quick@"
                if "%~1"=="generate-certs" set "cache=@certificates@"
                for %%c in (@unhurried@) do if "%~1"=="%%c" set "quick="
                set "flags=@flags@ -D@property@=@version@"
                "%java%" "-XX:AOTCache=%files%\\%cache%" %quick% %flags% -cp "@classpath@@server@" sfjwt %*
                """, copy, path -> path.replace("%", "%%"), "%files%\\", ";").replace("\n", "\r\n");
    }

    /** @param quote how a path is written in this script */
    private static String filled(String script, Copy copy, UnaryOperator<String> quote, String jarLead,
            String between) {
        Map<String, String> values = Map.ofEntries(entry("mark", MARK),
                entry("files", quote.apply(copy.folder().toString())),
                entry("jdk", quote.apply(copy.javaHome().toString())),
                entry("login", AotCache.LOGIN.file()),
                entry("certificates", AotCache.CERTIFICATES.file()),
                entry("caches", Arrays.stream(AotCache.values()).map(cache -> "    " + cache.commands() + ") cache="
                        + cache.file() + (cache.isQuick() ? "" : " quick=") + " ;;").collect(Collectors.joining("\n"))),
                entry("unhurried", Stream.of(Verb.Cache.CERTIFICATES, Verb.Cache.NONE)
                        .flatMap(cache -> Verb.startedWith(cache).stream()).collect(Collectors.joining(" "))),
                entry("quick", QUICK),
                entry("flags", String.join(" ", FLAGS)),
                entry("property", InstalledJdk.PROPERTY),
                entry("version", InstalledJdk.version()),
                entry("classpath", copy.withoutWebServer().stream().map(jar -> jarLead + jar)
                        .collect(Collectors.joining(between))),
                entry("server", copy.webServer().stream().map(jar -> between + jarLead + jar)
                        .collect(Collectors.joining())));
        return BLANK.matcher(script).replaceAll(blank -> Matcher.quoteReplacement(values.get(blank.group(1))));
    }
}
