package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lib.demo.DemoOrg;
import lib.json.ForeignJson;
import lib.json.NotJson;
import lib.keys.ChildJvm;

/** The command line in this process: {@code new Sfjwt(folder).with("NO_COLOR", "1").run("get-token")}. */
public final class Sfjwt {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Terminal terminal = Terminal.NONE;
    private Clock clock = Clock.systemUTC();
    private Optional<InputStream> stdin = Optional.of(InputStream.nullInputStream());

    public Sfjwt(Path folder) {
        this.folder = folder;
    }

    public Sfjwt with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Sends this through stdin; null stands for a terminal there. */
    public Sfjwt piping(byte[] content) {
        stdin = Optional.ofNullable(content).map(ByteArrayInputStream::new);
        return this;
    }

    public Sfjwt at(Clock time) {
        clock = time;
        return this;
    }

    /** A person at a terminal who will type these answers; null is the end of the input. */
    public Sfjwt onTerminal(String... answers) {
        return onTerminal(new Typed(answers));
    }

    public Sfjwt onTerminal(Terminal.Questions person) {
        terminal = new Terminal(true, true, StandardCharsets.UTF_8, Optional.of(person));
        return this;
    }

    Sfjwt on(Terminal other) {
        terminal = other;
        return this;
    }

    /** With the session of this org's administrator. */
    public Sfjwt administering(DemoOrg org) {
        return with("SF_ACCESS_TOKEN", DemoOrg.ADMIN_TOKEN).with("SF_ORG_INSTANCE_URL", org.url().toString());
    }

    public Run run(String... args) {
        return run(root(), args);
    }

    public Run run(List<String> first, String... more) {
        return run(Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new));
    }

    /** A command as it is printed, with the words that a shell makes of it. */
    public Run followed(String command, String... more) throws IOException {
        var shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + command).start();
        List<String> words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertEquals("sfjwt", words.getFirst(), command);
        return run(words.subList(1, words.size()), more).exitsWith(0);
    }

    /** As if the script were another one. */
    Run run(Class<?> script, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = new Program(script, new Surroundings(environment, folder, stdin, out, err, terminal, clock))
                .run(args);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), List.of(args));
    }

    /** In a process of its own, which has this process's variables too. */
    public ProcessBuilder process(String... args) {
        var builder = new ProcessBuilder(ChildJvm.command(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"), root(), args)).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** Java lets no package import from the unnamed one, where JBang wants the script. */
    public static Class<?> root() {
        try {
            return Class.forName("sfjwt");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    public record Run(int exit, String out, String err, List<String> args) {

        public Run exitsWith(int expected) {
            assertEquals(expected, exit, this::toString);
            return this;
        }

        /** In a run with {@code --json}. */
        public JsonObject failsWith(int expected, String code) {
            JsonObject failure = exitsWith(expected).json();
            assertEquals(code, failure.getString("code"), this::toString);
            assertFalse(failure.getString("fix").isEmpty(), this::toString);
            return failure;
        }

        /** The one document on stdout; anything besides it fails. */
        public JsonObject json() {
            try {
                return ForeignJson.object(out.getBytes(StandardCharsets.UTF_8));
            } catch (NotJson e) {
                throw new AssertionError(toString(), e);
            }
        }

        @Override
        public String toString() {
            return "sfjwt " + String.join(" ", args) + "\nexit " + exit + "\n--- stdout\n" + out + "--- stderr\n" + err;
        }
    }

    private static final class Typed implements Terminal.Questions {
        private final Deque<Optional<String>> answers = new ArrayDeque<>();

        Typed(String... typed) {
            for (String answer : typed) {
                answers.add(Optional.ofNullable(answer));
            }
        }

        @Override
        public String ask(String question) {
            return answers.remove().orElse(null);
        }

        @Override
        public char[] askSecret(String question) {
            return answers.remove().orElseThrow().toCharArray();
        }
    }
}
