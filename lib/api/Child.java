package lib.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.config.Environment;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.text.Quoted;

/**
 * Another program in this one's place: same terminal, same streams; it gets the signals, and its exit code counts.
 */
final class Child {

    /** As the JDK words errno(3), by release. */
    private static final Pattern ERRNO = Pattern.compile("error[=:] ?([0-9]+)");
    private static final String EACCES = "13";

    /**
     * @param environment all of it; the private key and its passphrase are not handed on
     * @return its exit code; 128 and the signal's number where one ended it
     * @throws Failure {@code command_not_found} or {@code command_not_executable}, with a shell's exit codes for that
     */
    static int run(List<String> command, Path folder, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile()).inheritIO();
        change(builder.environment(), environment);
        // a program that has a token needs no key, and a token ends
        builder.environment().keySet().removeAll(Environment.keySecrets());
        try (var signals = Signals.hold()) {
            Process process = start(builder);
            signals.forwardTo(process);
            return waitFor(process);
        }
    }

    /** Leaves alone what is passed on unchanged: under LANG=C, as in cron, Java has no characters for all its bytes. */
    private static void change(Map<String, String> inherited, Map<String, String> wanted) {
        inherited.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, value) -> {
            if (!value.equals(inherited.get(name))) {
                inherited.put(name, value);
            }
        });
    }

    private static Process start(ProcessBuilder builder) {
        String name = builder.command().getFirst();
        try {
            return builder.start();
        } catch (IOException e) {
            Matcher errno = ERRNO.matcher(String.valueOf(e.getMessage()));
            if (errno.find() && errno.group(1).equals(EACCES)) {
                throw Failure.of(Kind.NOT_EXECUTABLE, "command_not_executable", Quoted.value(name)
                        + " may not be run", "make it executable (chmod +x), or name its interpreter").from(e);
            }
            throw Failure.of(Kind.NOT_FOUND, "command_not_found", "there is no command " + Quoted.value(name),
                    "check its spelling and the PATH").from(e);
        }
    }

    private static int waitFor(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
            }
        }
    }
}
