package lib.command;

import jakarta.json.Json;
import java.util.List;
import lib.cli.Output;
import lib.failure.Cause;
import lib.refusal.Refusal;

/**
 * A refusal as text: Salesforce's words, what they mean, the causes and what mends each.
 */
final class RefusalText {

    /** Several, or as {@code {"refusals": […]}}. */
    static void show(Output out, List<Refusal> refusals) {
        out.answer(() -> Json.createObjectBuilder().add("refusals", Json.createArrayBuilder(refusals.stream()
                .map(refusal -> refusal.json(out.voice())).toList())).build(),
                () -> out.page(() -> refusals.forEach(refusal -> show(out, refusal))));
    }

    private static void show(Output out, Refusal refusal) {
        refusal.said().forEach(words -> out.paragraph("  ", out.style().bold(words.error()
                + (words.description().isEmpty() ? "" : ": " + words.description()))));
        out.paragraph("    ", refusal.meaning());
        for (Cause cause : refusal.causes()) {
            out.paragraph("    - ", cause.why());
            out.paragraph("      ", cause.fix().say(out.voice()));
        }
        out.line("");
    }
}
