package lib.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import lib.failure.Failure;
import lib.files.OwnerOnly;
import lib.files.Reason;
import lib.files.TemporaryFolder;

/**
 * A page on the disk that leads on to an address, for its owner alone: it keeps the secret in the address out of the
 * arguments of the program that opens it, which every user of the machine may read.
 */
public record RedirectPage(TemporaryFolder folder) implements AutoCloseable {

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
        var page = new RedirectPage(TemporaryFolder.make("open"));
        try {
            OwnerOnly.writeNew(page.file(), html.getBytes(StandardCharsets.US_ASCII));
            return page;
        } catch (IOException e) {
            page.close();
            throw Failure.file("file_unwritable", "no page for the browser can be written to " + page.folder.path()
                    + ": " + Reason.of(e), "make room there, or run it with --print and open the address yourself")
                    .from(e);
        }
    }

    Path file() {
        return folder.path().resolve("open.html");
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
        folder.close();
    }
}
