package lib.token;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.AbstractSerializer;
import io.jsonwebtoken.security.SecurityException;
import jakarta.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.ProviderException;
import java.util.Date;
import java.util.Map;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;
import lib.keys.SigningKey;

/**
 * Signs claims into a JWT in compact form (RFC 7515 section 3.1), RS256, the one algorithm that Salesforce takes here.
 *
 * <p>Whoever holds the result can log in until it expires, so it goes to the token endpoint and nowhere else.
 */
public final class Assertion {

    private static final Text.Command VERIFY_KEY = Fix.command("verify-key", Text.KEY);

    private Assertion() {
    }

    /** @throws Failure {@code key_inconsistent} when the key's numbers do not belong together; {@code pkcs11_failed} */
    @SuppressWarnings("deprecation") // audience().single: a string, as Salesforce does not take the array form
    public static String sign(Claims claims, SigningKey key) {
        try {
            return Jwts.builder()
                    .json(new JakartaJson())
                    .issuer(claims.iss())
                    .subject(claims.sub())
                    .audience().single(claims.aud())
                    .expiration(Date.from(claims.exp()))
                    .provider(key.provider())
                    .signWith(key.key(), Jwts.SIG.RS256)
                    .compact();
        } catch (SecurityException | ProviderException e) {
            if (key.isInToken()) {
                throw Failure.file("pkcs11_failed", "the " + key.format() + " did not sign",
                        Fix.of("check that the token is still plugged in and that its key may sign; look closer with ",
                                VERIFY_KEY)).from(e);
            }
            throw Failure.file("key_inconsistent", "the private key cannot sign: its numbers do not belong together",
                    Fix.of("look closer with ", VERIFY_KEY, ", and restore the key from where it was made")).from(e);
        }
    }

    /** Lets jjwt write JSON with the one JSON library on board. */
    private static final class JakartaJson extends AbstractSerializer<Map<String, ?>> {
        @Override
        protected void doSerialize(Map<String, ?> map, OutputStream out) throws IOException {
            out.write(Json.createObjectBuilder(map).build().toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
