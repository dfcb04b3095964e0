package lib.config;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lib.failure.Failure;
import lib.text.Pasted;
import lib.text.Quoted;

/**
 * A value that is plainly something else than what its place is for, such as a Consumer Secret in the Consumer Key's:
 * it is named for what it is, with the way out, before anything is sent or written.
 */
final class MistakenValue {

    /** What may be repeated: no secret, and the person recognizes it. */
    private static final Set<Pasted> SHOWN = EnumSet.of(Pasted.UNSET_VARIABLE, Pasted.NOTHING, Pasted.PLACEHOLDER,
            Pasted.SECRET_ADDRESS, Pasted.MASKED, Pasted.SHORTENED, Pasted.PATH, Pasted.USERNAME, Pasted.ORG_ID);

    /**
     * @param right what the place is for, where {@link Pasted} knows it
     * @param code of the failure
     * @param fix where the right value is found
     * @throws Failure where the value is something else
     */
    static void refuse(Setting<String> setting, Optional<Pasted> right, String code, String fix) {
        String value = setting.value().strip();
        if (value.matches("(?s)(?:export )?[A-Z][A-Z0-9_]+=.*")) {
            throw Failure.usage(code, setting.name() + " " + Quoted.value(value.replaceFirst("(?s)=.*", "=…"))
                    + " is a whole line of settings", "give what stands behind the = alone");
        }
        Pasted.of(value).filter(kind -> right.filter(kind::equals).isEmpty()).ifPresent(kind -> {
            throw Failure.usage(code, setting.name() + (SHOWN.contains(kind) ? " " + Quoted.value(value) : "") + " is "
                    + kind.what(), wayOut(kind) + fix);
        });
        if (value.matches("(?s)[\"'`\u201c\u2018].*|.*[\"'`\u201d\u2019]")) {
            throw Failure.usage(code, setting.name() + " " + Quoted.value(value) + " has quotation marks in it",
                    "leave them out: they belong to the file or the command that it was copied from");
        }
    }

    private static String wayOut(Pasted kind) {
        return switch (kind) {
            case UNSET_VARIABLE, NOTHING -> "define that variable or secret, check its name, and whether this branch, "
                    + "fork or environment may see it; or ";
            case MASKED -> "copy the value where it is kept, not where it is shown masked; ";
            case SECRET_ADDRESS -> "let the tool that keeps it fetch it before sfjwt starts; or ";
            case SHORTENED -> "copy the whole of it; ";
            case CONSUMER_SECRET -> "the secret stands below the key, and this login never needs it; ";
            case JSON_WEB_TOKEN, ACCESS_TOKEN, REFRESH_TOKEN, SFDX_AUTH_URL, PRIVATE_KEY ->
                "it opens the org for whoever has it, so keep it out of here; ";
            default -> "";
        };
    }
}
