package lib.agent;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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
 * @param format null for json and token
 */
record TokenForm(String word, Format format) {

    static final TokenForm JSON = new TokenForm("json", null);

    /** Each ask looks one up. */
    private static final Map<String, TokenForm> BY_WORD = Stream.concat(
            Stream.of(JSON, new TokenForm("token", null)),
            Arrays.stream(Format.values()).filter(Format::isPrinted).map(one -> new TokenForm(one.word(), one)))
            .collect(Collectors.toMap(TokenForm::word, Function.identity(), (_, last) -> last, TreeMap::new));

    /** @throws Failure {@code bad_format} for what the agent does not have, such as forms that write a CI's files */
    static TokenForm of(String word) {
        TokenForm form = BY_WORD.get(word);
        if (form == null) {
            throw Failure.usage("bad_format", "the agent has no format of this name", "ask for one of "
                    + String.join(", ", BY_WORD.keySet()) + "; the others are get-token's own");
        }
        return form;
    }

    String type() {
        return this == JSON ? "application/json"
                : format == Format.K8S ? "application/yaml" : "text/plain; charset=UTF-8";
    }

    byte[] bytes(ReuseToken.Result result) {
        String text = this == JSON ? JsonText.ascii(result.json()) + "\n"
                : format != null ? delivered(result) : result.answer().accessToken() + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String delivered(ReuseToken.Result result) {
        return new DeliverToken().run(new DeliverToken.Request(format, Map.of(), Path.of(""), Path.of(""), false),
                result.answer()).stdout();
    }
}
