package lib.failure;

import java.util.stream.Collectors;
import lib.text.Quoted;
import lib.text.ShellQuote;

/**
 * How commands and inputs are called where a text is read.
 */
public interface Voice {

    String command(Text.Command command);

    String input(Input input);

    /** Words for those who work in a terminal. */
    default String terminal(Text.Terminal words) {
        return words.words();
    }

    /** An argument as a shell takes it; a key or token that was pasted in a value's place is not said again. */
    static String word(String argument) {
        return Quoted.isSecret(argument) ? "…" : ShellQuote.sh(argument);
    }

    /** {@code sfjwt verify-key certs/server.key}, and {@code --username ("subject" in jwt.json)}. */
    Voice PLAIN = new Voice() {
        @Override
        public String command(Text.Command command) {
            return "sfjwt " + command.name() + command.arguments().stream().map(Voice::word)
                    .map(word -> " " + word).collect(Collectors.joining());
        }

        @Override
        public String input(Input input) {
            return input.option() + (input.isField() ? " (\"" + input.field() + "\" in jwt.json)" : "");
        }
    };

    /** For the dashboard: an input is called as the label of its field, a command as the place that does the same. */
    Voice PAGE = new Voice() {
        @Override
        public String command(Text.Command command) {
            return PlaceOnPage.of(command).orElseGet(() -> PLAIN.command(command));
        }

        @Override
        public String input(Input input) {
            return "\u201C" + input.label() + "\u201D";
        }

        @Override
        public String terminal(Text.Terminal words) {
            return words.onPage();
        }
    };
}
