package lib.cli;

import java.util.List;

/**
 * What each exit code says; for the help and the man pages.
 */
public final class ExitCodes {

    public record ExitCode(int code, String meaning) {
    }

    public static final List<ExitCode> ALL = List.of(
            new ExitCode(0, "done"),
            new ExitCode(1, "a bug in sfjwt; --verbose shows where"),
            new ExitCode(2, "wrong flags or values"),
            new ExitCode(3, "a file is missing, unreadable, of the wrong kind, or in the way"),
            new ExitCode(4, "Salesforce refused"),
            new ExitCode(5, "no usable answer: network, TLS, proxy, time-out"),
            new ExitCode(6, "a check found something: key and certificate do not match, a certificate has expired, "
                    + "doctor saw a check fail"),
            new ExitCode(126, "exec, sf-login: the program may not be run"),
            new ExitCode(127, "exec, sf-login: there is no such program; else they end with the program's exit code"),
            new ExitCode(130, "Ctrl-C"));

    private ExitCodes() {
    }
}
