package lib.command;

import lib.cli.Output;
import lib.failure.Cause;
import lib.refusal.Refusal;

/**
 * A refusal as text: Salesforce's words, what they mean, the causes and what mends each.
 */
final class RefusalText {

    private RefusalText() {
    }

    static void show(Output out, Refusal refusal) {
        refusal.said().forEach(words -> out.line("  " + out.style().bold(words.error()
                + (words.description().isEmpty() ? "" : ": " + words.description()))));
        out.paragraph("    ", refusal.meaning());
        for (Cause cause : refusal.causes()) {
            out.paragraph("    - ", cause.why());
            out.paragraph("      ", cause.fix().say(out.voice()));
        }
        out.line("");
    }
}
