package lib.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.failure.Text;
import lib.failure.Warning;
import lib.keys.KeySource;

/**
 * Everything needed to ask one org for a token, checked.
 *
 * @param audiences what the {@code aud} claim may be
 * @param expiresIn how long the assertion is valid, in seconds, 1..300
 * @param otherKey tried where Salesforce knows another certificate than the key's, as it does while a key is
 *     replaced; null for none
 * @param warnings what is odd about where it comes from
 */
public record OrgConfig(String consumerKey, String username, LoginUrl loginUrl, boolean sandbox, Audiences audiences,
        int expiresIn, KeySource key, KeySource otherKey, List<Warning> warnings) {

    /**
     * The most that Salesforce documents, for the clock of a machine that is behind: an assertion that has ended by
     * Salesforce's clock is refused (expired authorization code), while one that ends too late is known to be taken
     * (sf sends milliseconds for seconds, which is the year 58,000). 180, as newer clients have it, would only make a
     * clock that is four minutes behind fail.
     */
    public static final int DEFAULT_EXPIRES_IN = 300;

    OrgConfig withWarnings(List<Warning> more) {
        return new OrgConfig(consumerKey, username, loginUrl, sandbox, audiences, expiresIn, key,
                otherKey, Stream.concat(more.stream(), warnings.stream()).toList());
    }

    /**
     * @param whereLooked ends the list of what is missing, such as "; there is no jwt.json"
     */
    public record WhenMissing(String whereLooked, Fix fix) {
    }

    /**
     * @param missing what to say when something is missing
     * @throws Failure {@code config_incomplete}, or the code of the first value that is wrong
     */
    public static OrgConfig of(OrgSettings settings, WhenMissing missing) {
        requireComplete(settings, missing);
        LoginUrl loginUrl = Failure.about(Input.LOGIN_URL, () -> loginUrl(settings));
        boolean sandbox = settings.sandbox() != null && settings.sandbox().value() || loginUrl.isSandbox();
        return new OrgConfig(
                Failure.about(Input.CONSUMER_KEY, () -> GivenValue.consumerKey(settings.consumerKey())),
                Failure.about(Input.USERNAME, () -> GivenValue.username(settings.username())),
                loginUrl,
                sandbox,
                settings.audience() == null ? Audiences.of(loginUrl, sandbox)
                        : Audiences.given(Failure.about(Input.AUDIENCE,
                                () -> GivenValue.audience(settings.audience()))),
                settings.expiresIn() == null ? DEFAULT_EXPIRES_IN : Failure.about(Input.EXPIRES_IN,
                        () -> GivenValue.expiresIn(settings.expiresIn())),
                settings.keyAlias() == null ? settings.key().value()
                        : settings.key().value().withAlias(settings.keyAlias().value()),
                settings.otherKey() == null ? null : settings.otherKey().value(),
                warnings(settings));
    }

    private static List<Warning> warnings(OrgSettings settings) {
        Setting<String> key = settings.consumerKey();
        return Stream.concat(
                Stream.ofNullable(settings.loginUrl()).map(LoginUrl::note).flatMap(Optional::stream)
                        .map(note -> Warning.of("login_url_converted", note)),
                GivenValue.oddConsumerKey(key.value()).stream()
                        .map(odd -> Warning.of("consumer_key_odd", key.name() + " " + odd))).toList();
    }

    /** The same org, with its keys from elsewhere; the other one only where that can be: it may not be made yet. */
    public OrgConfig withKeys(UnaryOperator<KeySource> change) {
        return new OrgConfig(consumerKey, username, loginUrl, sandbox, audiences, expiresIn, change.apply(key),
                otherKey == null ? null : changedIfThere(otherKey, change), warnings);
    }

    private static KeySource changedIfThere(KeySource key, UnaryOperator<KeySource> change) {
        try {
            return change.apply(key);
        } catch (Failure e) {
            return key;
        }
    }

    /** The likeliest {@code aud} claim. */
    public String audience() {
        return audiences.likeliest();
    }

    /** The same, with the audience that is known to work in the first place. */
    public OrgConfig preferring(String audience) {
        return new OrgConfig(consumerKey, username, loginUrl, sandbox, audiences.startingWith(audience), expiresIn,
                key, otherKey, warnings);
    }

    /** The same, with the key that has come beside this one, or in its place, since this was read; null for none. */
    public OrgConfig withOtherKeyOf(OrgConfig later) {
        return new OrgConfig(consumerKey, username, loginUrl, sandbox, audiences, expiresIn, key,
                later.key().equals(key) ? later.otherKey() : later.key(), warnings);
    }

    /** The same, with the other key in the first's place and from this audience on; only where there is such a key. */
    public OrgConfig withOtherKey(String audience) {
        return new OrgConfig(consumerKey, username, loginUrl, sandbox, audiences.from(audience), expiresIn, otherKey,
                null, warnings);
    }

    /** Says that a given audience is unusual. It is sent as it is: its owner may know better. */
    public Optional<String> audienceWarning() {
        List<String> usual = Stream.of(loginUrl, loginUrl.generic(sandbox)).map(LoginUrl::toString).distinct().toList();
        return audiences.given() && !usual.contains(audience()) ? Optional.of("the audience \"" + audience()
                + "\" is sent exactly as it was given; usual for this login URL is " + String.join(" or ", usual))
                : Optional.empty();
    }

    /** @throws Failure {@code bad_login_url} or {@code sandbox_conflict} */
    public static LoginUrl loginUrl(OrgSettings settings) {
        boolean sandbox = settings.sandbox() != null && settings.sandbox().value();
        if (settings.loginUrl() == null) {
            return sandbox ? LoginUrl.SANDBOX : LoginUrl.PRODUCTION;
        }
        LoginUrl loginUrl = LoginUrl.parse(settings.loginUrl());
        if (sandbox && loginUrl.equals(LoginUrl.PRODUCTION)) {
            throw Failure.usage("sandbox_conflict", settings.sandbox().name() + " says sandbox, but "
                    + settings.loginUrl().name() + " is " + loginUrl + ", which serves production orgs only",
                    "drop one of the two, or give the sandbox's My Domain, like "
                            + "https://acme--dev.sandbox.my.salesforce.com");
        }
        return loginUrl;
    }

    private static void requireComplete(OrgSettings settings, WhenMissing say) {
        var missing = new ArrayList<Text>();
        if (settings.consumerKey() == null) {
            missing.add(Text.of("the consumer key", Fix.terminal(
                    " (--consumer-key, SFJWT_CONSUMER_KEY or \"consumerKey\" in jwt.json)")));
        }
        if (settings.username() == null) {
            missing.add(Text.of("the username", Fix.terminal(
                    " (--username, SFJWT_USERNAME or \"subject\" in jwt.json)")));
        }
        if (settings.key() == null) {
            missing.add(Text.of("the private key", Fix.terminal(" (--key-file, SFJWT_PRIVATE_KEY, "
                    + "SFJWT_PRIVATE_KEY_FILE or \"privateKeyFile\" in jwt.json)")));
        }
        if (!missing.isEmpty()) {
            var list = missing.stream().reduce((one, other) -> Text.of(one, "; ", other)).orElseThrow();
            throw Failure.of(Kind.USAGE, "config_incomplete", Text.of("missing: ", list, say.whereLooked()),
                    say.fix()).about(settings.consumerKey() == null ? Input.CONSUMER_KEY
                            : settings.username() == null ? Input.USERNAME : Input.KEY_FILE);
        }
    }
}
