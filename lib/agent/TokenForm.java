package lib.agent;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lib.ci.DeliverToken;
import lib.ci.Format;
import lib.failure.Failure;
import lib.json.JsonText;
import lib.store.ReuseToken;

/**
 * The form in which an asker gets a token: as {@code get-token} prints it, byte for byte.
 */
enum TokenForm {
    JSON("application/json"),
    TOKEN("text/plain; charset=UTF-8"),
    HEADER("text/plain; charset=UTF-8"),
    CURL("text/plain; charset=UTF-8"),
    ENV("text/plain; charset=UTF-8"),
    DOTENV("text/plain; charset=UTF-8"),
    SH("text/plain; charset=UTF-8"),
    FISH("text/plain; charset=UTF-8"),
    POWERSHELL("text/plain; charset=UTF-8"),
    K8S("application/yaml"),
    CMD("text/plain; charset=UTF-8");

    private final String type;

    TokenForm(String type) {
        this.type = type;
    }

    /** @throws Failure {@code bad_format} for what the agent does not have, such as forms that write a CI's files */
    static TokenForm of(String word) {
        for (TokenForm form : values()) {
            if (form.word().equals(word)) {
                return form;
            }
        }
        throw Failure.usage("bad_format", "the agent has no format of this name",
                "ask for one of " + String.join(", ", Set.copyOf(List.of(values())).stream().map(TokenForm::word)
                        .sorted().toList()) + "; the others are get-token's own");
    }

    String type() {
        return type;
    }

    byte[] bytes(ReuseToken.Result result) {
        return text(result).getBytes(StandardCharsets.UTF_8);
    }

    private String text(ReuseToken.Result result) {
        return switch (this) {
            case JSON -> JsonText.ascii(result.json()) + "\n";
            case TOKEN -> result.answer().accessToken() + "\n";
            default -> new DeliverToken().run(new DeliverToken.Request(Format.valueOf(name()), Map.of(), Path.of(""),
                    Path.of(""), false), result.answer()).stdout();
        };
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
