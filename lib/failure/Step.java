package lib.failure;

import java.util.Locale;
import java.util.Optional;

/**
 * The steps from nothing to a token, in order: of the guide, of the page, and where a fix is done.
 */
public enum Step {
    CERTIFICATES,
    APP,
    CONFIG,
    TOKEN,
    SF;

    /** For JSON and links. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The step that this command does. */
    static Optional<Step> of(Text.Command command) {
        return switch (command.name()) {
            case "generate-certs" -> Optional.of(CERTIFICATES);
            case "steps", "app" -> Optional.of(APP);
            case "setup-config", "verify-key" -> Optional.of(CONFIG);
            case "get-token", "doctor" -> Optional.of(TOKEN);
            case "sf-login" -> Optional.of(SF);
            default -> Optional.empty();
        };
    }
}
