package lib.token;

import java.time.Clock;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.config.SetupConfig;
import lib.failure.Failure;
import lib.http.HttpOptions;

/**
 * Writes a jwt.json and logs in with it once. The audience that works is written too where it is not the likeliest, so
 * that every later login is one, wherever the file is used.
 */
public final class LoginCheck {

    private final GetToken getToken;

    public LoginCheck(Clock clock) {
        this.getToken = new GetToken(clock);
    }

    public record Request(SetupConfig.Request config, HttpOptions http) {
    }

    /**
     * @param login null where it failed
     * @param failure why it failed, or null; the file is written in either case
     */
    public record Result(SetupConfig.Result config, GetToken.Result login, Failure failure) {
    }

    /** @throws Failure where there is nothing to log in with or the file cannot be written */
    public Result run(Request request) {
        SetupConfig.Request asked = request.config();
        OrgConfig config = new SetupConfig().check(asked);
        try {
            GetToken.Result login = getToken.run(new GetToken.Request(config, request.http(), asked.passphrase()));
            OrgSettings settings = login.audience().equals(config.audience()) ? asked.settings()
                    : asked.settings().withAudience(new Setting<>(login.audience(), "the login"));
            return new Result(new SetupConfig().run(asked.with(settings)), login, null);
        } catch (Failure refused) {
            return new Result(new SetupConfig().run(asked), null, refused);
        }
    }
}
