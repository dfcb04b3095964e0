package lib.agent;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.ci.DeliverToken;
import lib.ci.Format;
import lib.failure.Failure;
import lib.json.JsonText;
import lib.store.ReuseToken;

/**
 * The form in which an asker gets a token: as {@code get-token} prints it, byte for byte.
 *
 * @param word json, token, or that of a format that prints and writes no file
 */
record TokenForm(String word) {

    private static final String TOKEN = "token";

    static final TokenForm JSON = new TokenForm("json");

    /** @throws Failure {@code bad_format} for what the agent does not have, such as forms that write a CI's files */
    static TokenForm of(String word) {
        var form = new TokenForm(word);
        if (form.equals(JSON) || word.equals(TOKEN) || form.format().isPresent()) {
            return form;
        }
        throw Failure.usage("bad_format", "the agent has no format of this name", "ask for one of "
                + Stream.concat(Stream.of(JSON.word, TOKEN), printed().map(Format::word)).sorted()
                        .collect(Collectors.joining(", ")) + "; the others are get-token's own");
    }

    String type() {
        return equals(JSON) ? "application/json"
                : format().equals(Optional.of(Format.K8S)) ? "application/yaml" : "text/plain; charset=UTF-8";
    }

    byte[] bytes(ReuseToken.Result result) {
        String text = equals(JSON) ? JsonText.ascii(result.json()) + "\n"
                : format().map(form -> delivered(form, result)).orElseGet(() -> result.answer().accessToken() + "\n");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String delivered(Format form, ReuseToken.Result result) {
        return new DeliverToken().run(new DeliverToken.Request(form, Map.of(), Path.of(""), Path.of(""), false),
                result.answer()).stdout();
    }

    private Optional<Format> format() {
        return printed().filter(form -> form.word().equals(word)).findFirst();
    }

    private static Stream<Format> printed() {
        return Arrays.stream(Format.values()).filter(Format::isPrinted);
    }
}
