package lib.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import lib.failure.Failure;
import lib.files.CacheFiles;

/**
 * A page on the disk that leads on to an address, for its owner alone: it keeps the secret in the address out of the
 * arguments of the program that opens it, which every user of the machine may read.
 *
 * @param folder 0700 and of its own
 */
public record RedirectPage(Path folder, Path file) implements AutoCloseable {

    /** @throws Failure {@code file_unwritable} */
    static RedirectPage to(URI url) {
        // what a URI may hold needs no more escaping in an attribute than this
        String address = url.toASCIIString().replace("&", "&amp;").replace("\"", "%22").replace("'", "%27");
        String html = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="referrer" content="no-referrer">
                <meta http-equiv="refresh" content="0;url=%1$s">
                <title>sfjwt</title>
                <p><a href="%1$s">Go on</a></p>
                </html>
                """.formatted(address);
        try {
            Path folder = Files.createTempDirectory("sfjwt-open-"); // 0700 by contract
            var page = new RedirectPage(folder, folder.resolve("open.html"));
            CacheFiles.replace(page.file, html.getBytes(StandardCharsets.US_ASCII));
            return page;
        } catch (IOException e) {
            throw Failure.file("file_unwritable", "no page for the browser can be written to the temporary folder: "
                    + e.getMessage(), "set TMPDIR to a folder that you may write to, or open the address yourself")
                    .from(e);
        }
    }

    /** Closes it after a while, if this process is there so long. */
    public void closeAfter(Duration time) {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            close();
        });
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // nobody else can read it, and the system clears its temporary folder
        }
    }
}
