package ui;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lib.files.SecretFiles;

/**
 * A page that leads to the dashboard, for its owner alone: it keeps the token out of the arguments of the program that
 * opens it, which every user of the machine may read.
 *
 * @param folder 0700 and of its own
 */
record RedirectFile(Path folder, Path file) implements AutoCloseable {

    /** Long enough for a browser that starts cold. */
    private static final Duration LIFE = Duration.ofMinutes(1);

    static RedirectFile to(URI url) throws IOException {
        Path folder = Files.createTempDirectory("sfjwt-ui-"); // 0700 by contract
        var redirect = new RedirectFile(folder, folder.resolve("open.html"));
        // the URL is of digits, letters, - and _ only
        String html = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="referrer" content="no-referrer">
                <meta http-equiv="refresh" content="0;url=%1$s">
                <title>sfjwt</title>
                <p><a href="%1$s">To the dashboard</a></p>
                </html>
                """.formatted(url);
        SecretFiles.publish(List.of(new SecretFiles.NewFile(redirect.file, html.getBytes(StandardCharsets.US_ASCII))),
                false);
        Thread.ofVirtual().start(redirect::closeLater);
        return redirect;
    }

    private void closeLater() {
        try {
            Thread.sleep(LIFE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // its token is worthless once the server has stopped
        }
    }
}
