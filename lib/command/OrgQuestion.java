package lib.command;

import lib.api.OrgAnswer;
import lib.api.Session;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.ToolCommand;
import picocli.CommandLine.Mixin;

/**
 * A command that asks one thing of an org, or of each of many.
 *
 * @param <R> the answer
 */
abstract class OrgQuestion<R extends OrgAnswer> extends ToolCommand {

    @Mixin
    ManyOrgsFlags many;

    @Mixin
    LoginFlags login;

    /** @throws lib.failure.Failure for the login, the network or Salesforce's refusal */
    abstract R ask(Session session);

    /** As text. */
    abstract void show(Output out, R answer);

    /** Those of many orgs as text; {@link ManyOrgsRun#show} says which failed. */
    abstract void showEach(Output out, ManyOrgsRun<R> every);

    @Override
    protected final void run(Output out) {
        if (many.areGiven(login.config(), surroundings)) {
            askEach(out);
            return;
        }
        var session = new Session(login.request(surroundings, out), surroundings.clock());
        out.spin("asking the org …");
        R answer = ask(session);
        out.answer(answer::json, () -> show(out, answer));
        out.warn(answer.warnings());
    }

    private void askEach(Output out) {
        ManyOrgsRun<R> every = many.loggedIn(login, surroundings, out,
                request -> ask(new Session(request, surroundings.clock())));
        out.warn(every.distinct(OrgAnswer::warnings));
        out.answer(() -> every.json(out, spec.name(), OrgAnswer::json), () -> showEach(out, every));
    }
}
