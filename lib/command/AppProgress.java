package lib.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import lib.app.CreateApp;
import lib.app.Rotate;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.Terminal;
import lib.failure.Failure;
import lib.keys.KeySource;

/**
 * The making of an app as lines while it happens, and the questions that only a person can answer.
 */
final class AppProgress implements CreateApp.Progress, Rotate.Progress {

    private final Output out;
    private final Surroundings surroundings;
    private final boolean agreed;
    private String current = "";
    private String last = "";

    /** @param agreed whether --yes was given */
    AppProgress(Output out, Surroundings surroundings, boolean agreed) {
        this.out = out;
        this.surroundings = surroundings;
        this.agreed = agreed;
    }

    @Override
    public void began(String what) {
        current = what;
        out.spin(what + " …");
    }

    @Override
    public void status(String how) {
        if (out.spins()) {
            out.spin(current + ": " + how + " …");
        } else if (!last.equals(current + how)) {
            out.say("  " + current + ": " + how);
        }
        last = current + how;
    }

    @Override
    public void done(String what) {
        out.done(what);
    }

    @Override
    public boolean confirm(CreateApp.Plan plan) {
        return asked(plan.question(), ", or look first with --dry-run");
    }

    @Override
    public boolean confirm(String question) {
        return asked(question, "");
    }

    private boolean asked(String question, String orElse) {
        if (agreed) {
            return true;
        }
        Optional<Terminal.Questions> person = out.isJson() ? Optional.empty() : surroundings.terminal().questions();
        if (person.isEmpty()) {
            throw Failure.usage("confirmation_needed", "nobody is there to answer: " + question,
                    "add --yes where that is meant" + orElse);
        }
        out.still();
        String answer = person.get().ask(question + " [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    @Override
    public void logsInWith(Path key) {
        out.keyIs(new KeySource.InFile(key));
    }

    @Override
    public void click(String what) {
        out.say("One click is left, for an administrator:");
        out.say("  " + what);
    }

    @Override
    public Optional<String> consumerKey(String whereItIs) {
        if (out.isJson()) {
            return Optional.empty();
        }
        return surroundings.terminal().questions().map(person -> {
            out.say("This org does not show the Consumer Key to programs. It is at");
            out.say("  " + whereItIs);
            return person.ask("Consumer Key: ");
        });
    }
}
