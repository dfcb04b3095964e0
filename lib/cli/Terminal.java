package lib.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.text.Untrusted;

/**
 * Who is on the other side: a person at a terminal, or a pipe, a file, a CI log.
 *
 * @param out whether stdout is a terminal
 * @param err whether stderr is a terminal
 * @param charset what the terminal shows
 * @param questions how to ask the person something; empty where nobody can answer
 * @param screen how much of it one sees; asked for when a text may be too wide, because that takes a process
 */
public record Terminal(boolean out, boolean err, Charset charset, Optional<Questions> questions,
        Supplier<Screen> screen) {

    /** Nobody: a pipe, a file, a CI log. */
    public static final Terminal NONE = new Terminal(false, false, StandardCharsets.UTF_8, Optional.empty());

    public Terminal {
        questions = questions.map(person -> new InLines(person, screen));
    }

    /** A terminal of the usual size, or none. */
    public Terminal(boolean out, boolean err, Charset charset, Optional<Questions> questions) {
        this(out, err, charset, questions, () -> Screen.USUAL);
    }

    /** Asks a person at the terminal. */
    public interface Questions {
        /** @return the answer without blanks around it, or null at the end of the input */
        String ask(String question);

        /** As {@link #ask}, without showing what is typed. */
        char[] askSecret(String question);
    }

    /** Questions whose lines fit the screen, without what a name in them could do to it. */
    private record InLines(Questions person, Supplier<Screen> screen) implements Questions {
        @Override
        public String ask(String question) {
            return person.ask(fitting(question));
        }

        @Override
        public char[] askSecret(String question) {
            char[] answer = person.askSecret(fitting(question));
            if (answer == null) {
                throw Failure.of(Kind.USAGE, "no_answer", "no passphrase was typed", "run the command again");
            }
            return answer;
        }

        private String fitting(String question) {
            return Wrap.question(Untrusted.wholeLine(question), screen.get().columns());
        }
    }

    /** The terminal of this process. */
    public static Terminal detect(Map<String, String> environment) {
        Console console = System.console();
        // null unless both stdin and stdout are terminals (JDK 25: JDK-8351435)
        boolean both = console != null && console.isTerminal();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean err = isTerminal("2") || both && !isProc();
        Optional<Questions> questions = both ? Optional.of(asking(console))
                : isTerminal("0") && err ? Optional.of(new TtyQuestions(System.err.charset())) : Optional.empty();
        return new Terminal((both || isTerminal("1")) && !dumb, err && !dumb, System.err.charset(), questions,
                () -> Screen.of(environment));
    }

    /** What comes through stdin; empty where that is a terminal. */
    public static Optional<InputStream> piped() {
        Console console = System.console();
        boolean terminal = isTerminal("0") || console != null && console.isTerminal();
        return terminal ? Optional.empty() : Optional.of(isClosed() ? InputStream.nullInputStream() : System.in);
    }

    /** A JVM whose stdin is closed has a file of its own there; {@code api --data -} would send that. */
    private static boolean isClosed() {
        return behind("0").filter(file -> file.startsWith(System.getProperty("java.home"))).isPresent();
    }

    /** Java has no isatty(3) for one stream; on Linux the name behind the descriptor tells. */
    private static boolean isTerminal(String descriptor) {
        return behind(descriptor).filter(file -> file.startsWith("/dev/pts")
                || file.toString().matches("/dev/(tty|console).*")).isPresent();
    }

    private static Optional<Path> behind(String descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor)));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean isProc() {
        return Files.isDirectory(Path.of("/proc/self/fd"));
    }

    private static Questions asking(Console console) {
        return new Questions() {
            @Override
            public String ask(String question) {
                String answer = PastedAnswer.from(console.readLine("%s", question), console::readLine);
                if (answer == null) {
                    console.printf("%n"); // Ctrl-D leaves the line open
                    return null;
                }
                return answer.strip();
            }

            @Override
            public char[] askSecret(String question) {
                char[] answer = console.readPassword("%s", question);
                return answer == null ? null
                        : PastedAnswer.from(String.valueOf(answer), console::readLine).toCharArray();
            }
        };
    }
}
