package lib.failure;

import java.util.stream.Collectors;
import lib.text.ShellQuote;

/**
 * How commands and inputs are called where a text is read.
 */
public interface Voice {

    String command(Text.Command command);

    String input(Input input);

    /** {@code sfjwt verify-key certs/server.key}, and {@code --username ("subject" in jwt.json)}. */
    Voice PLAIN = new Voice() {
        @Override
        public String command(Text.Command command) {
            return "sfjwt " + command.name() + command.arguments().stream().map(ShellQuote::sh)
                    .map(word -> " " + word).collect(Collectors.joining());
        }

        @Override
        public String input(Input input) {
            return input.option() + (input.isField() ? " (\"" + input.field() + "\" in jwt.json)" : "");
        }
    };

    /** For the dashboard: an input is called as the label of its field. */
    Voice PAGE = new Voice() {
        @Override
        public String command(Text.Command command) {
            return PLAIN.command(command);
        }

        @Override
        public String input(Input input) {
            return "\u201C" + input.label() + "\u201D";
        }
    };
}
