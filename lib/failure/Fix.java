package lib.failure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What mends something: in words, and as data about where it is done.
 *
 * @param step of the guide, null where the parts of the text tell or none is meant
 */
public record Fix(Text text, Step step) {

    public static final Fix NONE = of("");

    /** @param parts as in {@link Text#of} */
    public static Fix of(Object... parts) {
        return new Fix(Text.of(parts), null);
    }

    /** The same, done at this step. */
    public Fix in(Step where) {
        return new Fix(text, where);
    }

    /** Words that a page leaves out, because it has no options. */
    public static Text.Terminal terminal(String words) {
        return terminal(words, "");
    }

    /** Words for a terminal, and what a page says in their place. */
    public static Text.Terminal terminal(String words, String onPage) {
        return new Text.Terminal(words, onPage);
    }

    public static Text.Command command(String name, Object... arguments) {
        return Text.Command.of(name, arguments);
    }

    public String say(Voice voice) {
        return text.say(voice);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** {@code {"step", "field", "command": [name, argument …]}}, each where it is known. */
    public JsonObject at() {
        Optional<Input> input = first(Input.class);
        Optional<Text.Command> command = first(Text.Command.class);
        var json = Json.createObjectBuilder();
        Optional.ofNullable(step).or(() -> input.map(Input::step)).or(() -> command.flatMap(Step::of))
                .ifPresent(where -> json.add("step", where.id()));
        input.ifPresent(one -> json.add("field", one.field()));
        command.ifPresent(one -> json.add("command", Json.createArrayBuilder(
                Stream.concat(Stream.of(one.name()), one.arguments().stream()).toList())));
        return json.build();
    }

    /** The same; where the fix itself names no place, it is that of the input that is wrong. */
    public JsonObject at(JsonObject about) {
        JsonObject said = at();
        return said.isEmpty() ? Input.ofField(about.getString("setting", "")).map(input -> of(input).at()).orElse(said)
                : said;
    }

    private <P extends Text.Part> Optional<P> first(Class<P> kind) {
        return text.parts().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
