package lib.guide;

import java.util.function.UnaryOperator;

/**
 * The Salesforce CLI's own JWT logins, filled in.
 *
 * @param keyFile the path of the private key; the CLI keeps reading it there
 * @param quote quotes a value for the shell it is meant for, see {@link lib.text.ShellQuote}
 */
public record SfCommands(String consumerKey, String username, String keyFile, String loginUrl,
        UnaryOperator<String> quote) {

    /** For the current CLI, {@code sf}. */
    public String modern() {
        return "sf org login jwt --username " + quote.apply(username) + " --jwt-key-file " + quote.apply(keyFile)
                + " --client-id " + quote.apply(consumerKey) + " --instance-url " + quote.apply(loginUrl)
                + " --alias my-org --set-default";
    }

    /** For the old CLI, {@code sfdx} 7. */
    public String legacy() {
        return "sfdx force:auth:jwt:grant --username " + quote.apply(username) + " --jwtkeyfile " + quote.apply(keyFile)
                + " --clientid " + quote.apply(consumerKey) + " --instanceurl " + quote.apply(loginUrl)
                + " --setalias my-org --setdefaultusername";
    }
}
