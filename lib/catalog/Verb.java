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
    GENERATE_CERTS,
    VERIFY_KEY,
    APP,
    SETUP_CONFIG(Trait.TAKES_ORG),
    GET_TOKEN(Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    DOCTOR(Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    WHOAMI(Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    LIMITS(Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    API(Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    EXEC(Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    OPEN(Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    SF_LOGIN(Trait.LOGS_IN, Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    LOGOUT(Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    ORGS(Trait.TAKES_CONFIG),
    ROTATE(Trait.TAKES_CONFIG),
    AGENT(Trait.TAKES_CONFIG, Trait.TAKES_ORG),
    UI,
    STEPS(Trait.TAKES_CONFIG),
    DEMO,
    INSTALL,
    COMPLETION(Trait.SHOWS_ALL),
    MAN(Trait.SHOWS_ALL),
    HELP(Trait.SHOWS_ALL);

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
    private final Set<Trait> traits;

    Verb(Trait... traits) {
        this.traits = Set.of(traits);
    }

    public static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
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

    /** Of the class that does it; the dashboard's is not in lib: the script brings it. */
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
