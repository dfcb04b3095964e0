package lib.store;

import java.time.Instant;
import lib.config.LoginUrl;
import lib.failure.Failure;
import lib.json.ForeignJson;
import lib.token.TokenAnswer;

/** Fuzzed: any bytes as the token endpoint's answer, then in the store; and any bytes as an entry of the store. */
public final class TokenAnswerTarget {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Login LOGIN = new Login("0".repeat(64), LoginUrl.PRODUCTION, "3MVG", "ci@acme.example", "a");

    private TokenAnswerTarget() {
    }

    public static void fuzzerTestOneInput(byte[] document) {
        StoredToken.parse(document);
        ForeignJson.ifObject(document).ifPresent(json -> {
            try {
                TokenAnswer answer = TokenAnswer.of(json, LoginUrl.PRODUCTION);
                StoredToken token = StoredToken.of(LOGIN, answer, NOW);
                String back = StoredToken.parse(token.bytes()).orElseThrow().answer().accessToken();
                if (!back.equals(answer.accessToken())) {
                    throw new AssertionError("another token came back");
                }
            } catch (Failure e) {
                // said why it is not one
            }
        });
    }
}
