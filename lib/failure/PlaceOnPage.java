package lib.failure;

import java.util.List;
import java.util.Optional;

/**
 * Where the dashboard does what a command does, in words for a sentence: nobody types flags into a page.
 */
final class PlaceOnPage {

    /** Empty for what only a terminal does. */
    static Optional<String> of(Text.Command command) {
        List<String> words = command.arguments();
        return Optional.ofNullable(switch (command.name()) {
            // a key inside a token is not made there
            case "generate-certs" -> words.contains("--key") ? null
                    : words.contains("--reuse-key") ? button("Renew with the same key", 1) : "step 1";
            case "steps" -> "step 2";
            case "setup-config" -> "step 3";
            case "verify-key" -> button("Validate", 3);
            case "get-token" -> button("Request access token", 4);
            case "limits" -> button("Limits", 4);
            case "sf-login" -> "step 5";
            case "doctor" -> words.contains("--try-audience") ? button("Try the other audience too", 6)
                    : words.contains("--wait") ? button("Keep trying", 6) : button("Examine the login", 6);
            default -> null;
        });
    }

    private static String button(String label, int step) {
        return "\u201C" + label + "\u201D in step " + step;
    }
}
