package lib.config;

import java.nio.charset.StandardCharsets;
import lib.failure.Failure;

/** Fuzzed: any text as a login URL. What is taken has a host, and means the same when it is read again. */
public final class LoginUrlTarget {

    private LoginUrlTarget() {
    }

    public static void fuzzerTestOneInput(byte[] text) {
        try {
            LoginUrl url = LoginUrl.parse(new Setting<>(new String(text, StandardCharsets.UTF_8), "--login-url"));
            if (url.host() == null || url.host().isEmpty()
                    || !url.equals(LoginUrl.parse(new Setting<>(url.toString(), "x")))
                    || !url.tokenEndpoint().getHost().equals(url.host())) {
                throw new AssertionError(url.toString());
            }
        } catch (Failure e) {
            // said what is wrong
        }
    }
}
