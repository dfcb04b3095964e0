package lib.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lib.text.Quoted;

/**
 * Words with our commands and inputs between them, so that each reader is told them in the right form: on the command
 * line as options and as this run was called, in the dashboard as the labels of its fields.
 */
public record Text(List<Part> parts) {

    /** The key file that generate-certs makes; as a command's argument it stands for the key of the org at hand. */
    public static final String KEY = "certs/server.key";

    /** Its certificate, likewise. */
    public static final String CERTIFICATE = "certs/server.crt";

    /** {@link Words}, words for a {@link Terminal} alone, a {@link Command} or an {@link Input}. */
    public sealed interface Part permits Words, Terminal, Command, Input {
        /** In the voice's own way; a method of each part, as a switch over them is linked by slow machinery. */
        String say(Voice voice);
    }

    /** Plain words, on one line: a line break in a file's name or a server's text could forge a line of ours. */
    public record Words(String words) implements Part {
        public Words {
            words = words.replaceAll("\\R", " ");
        }

        @Override
        public String say(Voice voice) {
            return words;
        }
    }

    /** Words about options of the command line, and what a page says in their place, which may be nothing. */
    public record Terminal(String words, String onPage) implements Part {
        @Override
        public String say(Voice voice) {
            return voice.terminal(this);
        }
    }

    /**
     * An sfjwt command to run next; the voice that says it adds what this run was called with.
     *
     * @param arguments as the program gets them, not quoted; a key or token that was pasted in a value's place is not
     *     said again
     */
    public record Command(String name, List<String> arguments) implements Part {
        public Command {
            arguments = arguments.stream().map(argument -> Quoted.isSecret(argument) ? "…" : argument).toList();
        }

        public static Command of(String name, Object... arguments) {
            return new Command(name, List.of(arguments).stream().map(Object::toString).toList());
        }

        @Override
        public String say(Voice voice) {
            return voice.command(this);
        }
    }

    public Text {
        parts = List.copyOf(parts);
    }

    /** @param parts parts, and strings for words */
    public static Text of(Object... parts) {
        var all = new ArrayList<Part>();
        for (Object part : parts) {
            if (part instanceof Part one) {
                all.add(one);
            } else if (part instanceof Text text) {
                all.addAll(text.parts);
            } else if (part instanceof Fix fix) {
                all.addAll(fix.text().parts);
            } else {
                all.add(new Words(part.toString()));
            }
        }
        return new Text(all);
    }

    public String say(Voice voice) {
        return parts.stream().map(part -> part.say(voice)).collect(Collectors.joining());
    }

    public boolean isEmpty() {
        return toString().isEmpty();
    }

    /** As the documentation says it, where the reader is not known. */
    @Override
    public String toString() {
        return say(Voice.PLAIN);
    }
}
