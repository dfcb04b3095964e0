package lib.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A command, in the order of the help. An enum without annotations, because each start reads it: to ask the classes of
 * all commands takes longer than most runs do otherwise.
 */
public enum Verb {
    GENERATE_CERTS(Cache.CERTIFICATES),
    VERIFY_KEY(Cache.KEY),
    APP(Cache.NONE),
    SETUP_CONFIG(Cache.LOGIN, Trait.TAKES_ORG),
    GET_TOKEN(Cache.LOGIN, Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    DOCTOR(Cache.LOGIN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    WHOAMI(Cache.LOGIN, Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    LIMITS(Cache.LOGIN, Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    API(Cache.LOGIN, Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    EXEC(Cache.LOGIN, Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    OPEN(Cache.LOGIN, Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    SF_LOGIN(Cache.LOGIN, Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    LOGOUT(Cache.LOGIN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    ORGS(Cache.LOGIN, Trait.TAKES_CONFIG),
    ROTATE(Cache.NONE, Trait.TAKES_CONFIG),
    AGENT(Cache.NONE, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    UI(Cache.NONE),
    STEPS(Cache.WORDS, Trait.TAKES_CONFIG),
    DEMO(Cache.NONE),
    INSTALL(Cache.NONE),
    COMPLETION(Cache.NONE, Trait.SHOWS_ALL),
    MAN(Cache.NONE, Trait.SHOWS_ALL),
    HELP(Cache.NONE, Trait.SHOWS_ALL);

    /** What an installed copy starts a command with. */
    public enum Cache {
        /** For what only talks. */
        WORDS,
        KEY,
        CERTIFICATES,
        LOGIN,
        /** None of its own: it may need the web server or every command, and runs long enough for the full compiler. */
        NONE
    }

    private enum Trait {
        /** Ends in a call to Salesforce, unless a token is stored. */
        LOGS_IN,
        /** Has {@code --config}. */
        TAKES_CONFIG,
        /** Has the options that say which org, as whom and with which key. */
        TAKES_ORG,
        /** Speaks of the options of all commands. */
        SHOWS_ALL
    }

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Cache cache;
    private final Set<Trait> traits;

    Verb(Cache cache, Trait... traits) {
        this.cache = cache;
        this.traits = Set.of(traits);
    }

    public static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    /** The words of the commands that start with this cache. */
    public static List<String> startedWith(Cache cache) {
        return Arrays.stream(values()).filter(verb -> verb.cache == cache).map(Verb::word).toList();
    }

    /** What a person types, such as get-token. */
    public String word() {
        return word;
    }

    /** What follows the word where one command is several; empty where it is one. */
    public List<String> parts() {
        return this == APP ? List.of("create", "files", "status") : List.of();
    }

    /** Of the class that does this part. */
    public String className(String part) {
        return className().replaceFirst("Command$", Character.toUpperCase(part.charAt(0)) + part.substring(1)
                + "Command");
    }

    /** Of the class that does it; the dashboard is none of lib's, and the script brings it. */
    public String className() {
        String lead = this == UI ? "ui." : "lib.command.";
        var name = new StringBuilder(lead);
        for (String part : word.split("-")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
        }
        return name.append("Command").toString();
    }

    public boolean logsIn() {
        return traits.contains(Trait.LOGS_IN);
    }

    public boolean takesConfig() {
        return traits.contains(Trait.TAKES_CONFIG);
    }

    public boolean takesOrg() {
        return traits.contains(Trait.TAKES_ORG);
    }

    public boolean showsAll() {
        return traits.contains(Trait.SHOWS_ALL);
    }
}
