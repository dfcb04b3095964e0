package lib.app;

import java.time.Clock;
import java.util.function.Consumer;
import lib.api.Session;
import lib.api.WhoAmI;
import lib.config.ConfigSources;
import lib.doctor.Doctor;
import lib.doctor.Phase;
import lib.doctor.WaitTime;
import lib.failure.Failure;
import lib.http.HttpOptions;
import lib.keys.Passphrase;
import lib.store.ReuseToken;
import lib.store.StoreOptions;
import lib.token.GetToken;

/**
 * The login for which all of it was made: with patience, because what was deployed takes its time to reach all servers.
 */
public final class FirstLogin {

    private final Clock clock;

    FirstLogin(Clock clock) {
        this.clock = clock;
    }

    /** How the login is made. */
    public record Way(HttpOptions http, Passphrase passphrase, StoreOptions store, WaitTime patience) {
        Way withoutPatience() {
            return new Way(http, passphrase, store, WaitTime.NONE);
        }
    }

    /** Logs in, and asks who is logged in. */
    WhoAmI run(LocalConfig config, Way way, Consumer<String> waits) {
        await(config.sources(), way, waits);
        var login = new ReuseToken.Request(new GetToken.Request(config.sources().resolve(), way.http(),
                way.passphrase()), way.store());
        return WhoAmI.of(new Session(login, clock));
    }

    /**
     * @param waits told of each pause
     * @throws Failure Salesforce's last refusal, or what else is in the way
     */
    void await(ConfigSources config, Way way, Consumer<String> waits) {
        Doctor.Result examined = new Doctor(clock).run(new Doctor.Request(config, null, way.http(),
                way.passphrase(), way.patience(), true, Phase.LOGIN), new Doctor.Progress() {
                    @Override
                    public void waits(Doctor.Wait wait) {
                        waits.accept(wait.sentence());
                    }
                });
        examined.diagnosis().ifPresent(diagnosis -> {
            throw diagnosis.refusal();
        });
        examined.login().or(examined::failure).ifPresent(failure -> {
            throw failure;
        });
    }
}
