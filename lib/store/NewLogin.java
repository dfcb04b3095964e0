package lib.store;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import lib.config.OrgConfig;
import lib.failure.Input;
import lib.failure.Warning;
import lib.token.GetToken;

/**
 * A login that gets a new token, with whichever audience works.
 */
record NewLogin(GetToken getToken, Clock clock) {

    /** What works is asked first the next time: one login from then on. */
    ReuseToken.Result remembering(ReuseToken.Request request) {
        GetToken.Request login = request.login();
        OrgConfig recalled = ReuseToken.recalled(request);
        GetToken.Result result = getToken.run(login.with(recalled));
        if (!result.audience().equals(recalled.audience())) {
            request.store().folder().ifPresent(folder ->
                    new AudienceMemory(folder).keep(login.config(), result.audience()));
        }
        return loggedIn(result);
    }

    /** Where nothing is kept, a person is told what makes the next login one. */
    ReuseToken.Result unremembered(ReuseToken.Request request, Set<Warning> warnings) {
        GetToken.Result result = getToken.run(request.login());
        if (!result.audience().equals(request.login().config().audience())) {
            warnings.add(Warning.of("audience_other", "it took two logins to find the audience that works;"
                    + " to make it one, give " + result.audience() + " as ", Input.AUDIENCE));
        }
        return loggedIn(result);
    }

    private ReuseToken.Result loggedIn(GetToken.Result result) {
        return new ReuseToken.Result(result.config().preferring(result.audience()), result.answer(), Optional.empty(),
                TokenEnd.of(result.answer(), clock.instant()), result.logins(), result.warnings());
    }
}
