package lib.config;

import java.util.Optional;
import lib.failure.Failure;
import lib.refusal.SetupPages;
import lib.text.Invisible;
import lib.text.Pasted;
import lib.text.Quoted;

/**
 * The values that a person gives for an org, each checked by itself: in options, variables, files and at prompts.
 */
public final class GivenValue {

    private GivenValue() {
    }

    /** @throws Failure {@code bad_consumer_key} */
    public static String consumerKey(Setting<String> setting) {
        String fix = "copy the Consumer Key with its copy button: " + SetupPages.CONSUMER_KEY;
        String key = visible(setting, Optional.of(Pasted.CONSUMER_KEY), "bad_consumer_key", fix);
        // RFC 6749 appendix A.1: a client identifier is ASCII; our own examples end in "…"
        if (!key.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw Failure.usage("bad_consumer_key", setting.name() + " " + Quoted.value(key)
                    + " is not a whole Consumer Key: it has a character that no Consumer Key has", fix);
        }
        return key;
    }

    /**
     * What is odd about a Consumer Key that may be one all the same: for an External Client App its maker can choose
     * it, and which characters it may have is documented for connected apps only (letters and digits).
     */
    public static Optional<String> oddConsumerKey(String key) {
        String own = " in it%s; Salesforce's own Consumer Keys have letters, digits, dots and _ only";
        return key.matches(".*[+/=].*")
                ? Optional.of("has a +, / or =" + own.formatted(", as base64 has, such as a line of a key"))
                : key.chars().filter(c -> !Character.isLetterOrDigit(c) && "._-".indexOf(c) < 0)
                        .mapToObj(c -> "has a " + (char) c + own.formatted("")).findFirst();
    }

    /** @throws Failure {@code bad_username} */
    public static String username(Setting<String> setting) {
        String fix = "give the Salesforce username, like ci@acme.example (" + SetupPages.USERS + " > Username; it can "
                + "differ from the e-mail address, and in a sandbox it ends with the sandbox's name)";
        String username = visible(setting, Optional.of(Pasted.USERNAME), "bad_username", fix);
        if (!username.matches("[^@]+@[^@]+")) {
            throw Failure.usage("bad_username", setting.name() + " " + Quoted.value(username)
                    + " is not a username: it needs one @, with something on either side", fix);
        }
        // behind the @ it is a domain with the sandbox's name
        if (username.matches(".*[<>:\u2026].*|.*@.*[^\\p{L}\\p{N}._-].*")) {
            throw Failure.usage("bad_username", setting.name() + " " + Quoted.value(username)
                    + " has a character in it that no username has", fix);
        }
        return username;
    }

    /** @throws Failure {@code bad_expires_in} */
    public static int expiresIn(Setting<Integer> setting) {
        int seconds = setting.value();
        if (seconds < 1 || seconds > 300) {
            throw Failure.usage("bad_expires_in", setting.name() + " is " + seconds
                    + "; an assertion may be valid for 1 to 300 seconds",
                    "leave it out (300), or choose 1 to 300; how long the access token lives is set in Salesforce "
                            + "(the app's session policy), not here");
        }
        return seconds;
    }

    /**
     * As it was typed: whether an org minds a slash at the end is not documented.
     *
     * @throws Failure {@code bad_audience}
     */
    public static String audience(Setting<String> setting) {
        String audience = visible(setting, Optional.of(Pasted.WEB_ADDRESS), "bad_audience",
                "leave it out: sfjwt finds the one that works");
        if (!audience.matches("https?://[^/?#@]+(/[^?#@]*)?")) {
            throw Failure.usage("bad_audience", setting.name() + " " + Quoted.url(audience) + " is not an audience",
                    "leave it out, or use the My Domain, https://login.salesforce.com, https://test.salesforce.com "
                            + "or an Experience Cloud site's URL");
        }
        return audience;
    }

    private static String visible(Setting<String> setting, Optional<Pasted> right, String code, String fix) {
        String value = setting.value();
        if (value.isEmpty()) {
            throw Failure.usage(code, setting.name() + " is empty", fix);
        }
        MistakenValue.refuse(setting, right, code, fix);
        // one consumer key in several has so many letters in a row that it looks like a key of another kind
        boolean isRight = right.isPresent() && Pasted.of(value).equals(right);
        if (!isRight && Quoted.isSecret(value)) {
            throw Failure.usage(code, setting.name() + " " + Quoted.value(value) + " holds something else", fix);
        }
        Invisible.in(value).ifPresent(found -> {
            throw Failure.usage(code, setting.name() + " " + Quoted.value(value) + " has " + found + " in it", fix);
        });
        return value;
    }
}
