package lib.token;

import jakarta.json.JsonObject;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import lib.config.KeySource;
import lib.config.OrgConfig;
import lib.files.InputFile;
import lib.http.Http;
import lib.http.HttpOptions;
import lib.http.Retries;
import lib.keys.Passphrase;
import lib.keys.PastedKey;
import lib.keys.PrivateKeys;
import lib.keys.SigningKey;
import lib.text.ShellQuote;

/**
 * Gets an access token: reads the key, signs an assertion, exchanges it.
 */
public final class GetToken {

    private final Clock clock;
    private final RandomGenerator random;
    private final Retries.Sleeper sleeper;

    public GetToken(Clock clock) {
        this(clock, RandomGenerator.getDefault(), Retries.Sleeper.REAL);
    }

    public GetToken(Clock clock, RandomGenerator random, Retries.Sleeper sleeper) {
        this.clock = clock;
        this.random = random;
        this.sleeper = sleeper;
    }

    public record Request(OrgConfig config, HttpOptions http, Passphrase passphrase) {
    }

    /** @param warnings what a person should know although it worked */
    public record Result(OrgConfig config, TokenAnswer answer, List<String> warnings) {
        public JsonObject json() {
            return answer.withConveniences();
        }
    }

    /** @throws lib.failure.Failure for the key, the network or Salesforce's refusal */
    public Result run(Request request) {
        OrgConfig config = request.config();
        SigningKey key = key(config.key(), request.passphrase());
        List<String> warnings = new ArrayList<>(key.warnings());
        if (config.key() instanceof KeySource.InFile(var path) && InputFile.isOpenToOthers(path)) {
            warnings.add("others on this machine may read " + path + "; run: chmod 600 "
                    + ShellQuote.sh(path.toString()));
        }
        var endpoint = new TokenEndpoint(new Http(request.http(), clock),
                new Retries(request.http().retries(), random, sleeper, request.http().log()));
        var exchanged = endpoint.exchange(config.loginUrl(), () -> assertion(config, key.key(), request.http().log()));
        exchanged.skew().ifPresent(skew -> warnings.add(skew.sentence()));
        return new Result(config, exchanged.answer(), List.copyOf(warnings));
    }

    private String assertion(OrgConfig config, RSAPrivateKey key, HttpOptions.Log log) {
        Claims claims = Claims.of(config, clock.instant());
        log.line("signing " + claims.json());
        return Assertion.sign(claims, key);
    }

    private static SigningKey key(KeySource source, Passphrase passphrase) {
        return switch (source) {
            case KeySource.InFile(var path) -> PrivateKeys.read(
                    InputFile.read(path, "private key", PrivateKeys.LARGEST), "private key " + path, passphrase);
            case KeySource.InVariable(var text, var variable) ->
                PrivateKeys.read(PastedKey.content(text), "the key in " + variable, passphrase);
        };
    }
}
