package lib.demo;

import java.nio.charset.StandardCharsets;

/** Fuzzed: any text as the form of a login, and as its assertion. */
public final class LoginRequestTarget {

    private LoginRequestTarget() {
    }

    public static void fuzzerTestOneInput(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Form.parseOrEmpty(text).get("assertion").ifPresent(LoginRequestTarget::parse);
        parse(text);
    }

    private static void parse(String assertion) {
        try {
            ReceivedJwt.parse(assertion);
        } catch (Refused e) {
            // said what is wrong
        }
    }
}
