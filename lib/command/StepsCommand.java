package lib.command;

import java.nio.file.Files;
import java.util.List;
import lib.catalog.Verb;
import lib.cli.ConfigFlags;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.config.ConfigPlace;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.guide.Guide;
import lib.refusal.Refusals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt steps}: the whole guide, without a network.
 */
@Command(name = "steps",
        description = "Show the whole way to a token, every click and value, filled in from jwt.json if there is one.",
        footer = {"  sfjwt steps", "  sfjwt steps -c prod/jwt.json",
            "  sfjwt steps --errors     what Salesforce says when it says no, why, and what mends it"})
public final class StepsCommand extends ToolCommand {

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "The jwt.json whose values are filled "
            + "in; default ./jwt.json.")
    String config;

    @Option(names = "--profile", paramLabel = "NAME", description = "A profile of that file (SFJWT_PROFILE).")
    String profile;

    @Option(names = "--errors", description = "Show the refusals instead: what Salesforce says, the likely causes, "
            + "and what mends each.")
    boolean errors;

    @Override
    protected void run(Output out) {
        if (errors) {
            RefusalText.show(out, Refusals.ALL);
            return;
        }
        Guide guide = Guide.of(org(out));
        out.answer(() -> guide.json(out.voice(), out.voice()), () -> out.page(() -> show(out, guide)));
    }

    private static void show(Output out, Guide guide) {
        guide.steps().forEach(step -> show(out, step));
        heading(out, "Read on");
        guide.references().forEach(link -> {
            out.paragraph("  ", link.title());
            out.line("    " + out.style().cyan(link.url()));
        });
        out.line("");
        out.paragraph("", "If Salesforce says no: " + out.next(Verb.DOCTOR) + " finds out why, "
                + out.next(Verb.STEPS, "--errors") + " explains every refusal.");
    }

    /** A broken jwt.json that nobody asked for is worth a warning, and no reason to withhold the guide. */
    private OrgConfig org(Output out) {
        ConfigPlace place = ConfigFlags.place(config, surroundings, out);
        if (!place.asked() && profile == null && !Files.exists(place.file())) {
            return null;
        }
        try {
            return surroundings.config(place.file()).withProfile(profile).resolve();
        } catch (Failure e) {
            if (place.asked() || profile != null) {
                throw e;
            }
            out.warn(List.of(Warning.of(e.code(), e.getMessage() + "; the steps below show placeholders")));
            return null;
        }
    }

    private static void show(Output out, Guide.Step step) {
        heading(out, step.number() + ". " + step.title());
        out.paragraph("  ", step.text());
        for (Guide.Phase phase : step.phases()) {
            out.line("");
            out.line("  " + out.style().bold("Phase " + phase.letter() + ": " + phase.title()));
            int number = 1;
            for (Guide.Task task : phase.tasks()) {
                out.paragraph("    " + phase.letter() + number++ + ". ", task.text());
                task.fields().forEach(field -> out.line("        " + field.label() + ": "
                        + out.style().cyan(field.value())));
            }
        }
        step.commands().forEach(command -> {
            out.line("");
            out.command("    ", command.say(out.voice()));
        });
        out.line("");
    }

    private static void heading(Output out, String text) {
        out.line(out.style().bold(text));
        out.line("");
    }
}
