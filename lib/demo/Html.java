package lib.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The demo org's few pages: static, without a script, and under a policy that lets nothing else in.
 */
final class Html {

    private static final String STYLE = """
            body { font: 1rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem;
                   color: #1d2733; background: #fff }
            h1 { color: #0b5cab }
            pre { background: #f3f6fa; padding: 1rem; overflow-x: auto }
            td { padding: .2rem 1rem .2rem 0; vertical-align: top }
            """;
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** @param body as HTML; whatever comes from outside has gone through {@link #text} */
    static Answer page(int status, String title, String body) {
        return Answer.of(status, "text/html;charset=UTF-8", """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s - sfjwt demo org</title>
                <style>%s</style>
                </head>
                <body>
                <h1>%s</h1>
                %s</body>
                </html>
                """.formatted(text(title), STYLE, text(title), body)).with("Content-Security-Policy", POLICY);
    }

    /** Text as HTML that shows it. */
    static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
