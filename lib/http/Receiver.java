package lib.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes an answer while it arrives.
 */
@FunctionalInterface
public interface Receiver<T> {

    /** Far more than Salesforce answers to anything but a query, and little enough for memory. */
    int LARGEST_WHOLE = 256 * 1024;

    /** Reads the whole answer, unless it is larger than {@link #LARGEST_WHOLE}. */
    Receiver<HttpAnswer> WHOLE = whole(LARGEST_WHOLE);

    /** Reads the whole answer, unless it has more bytes. */
    static Receiver<HttpAnswer> whole(int largest) {
        return (head, body) -> {
            var whole = new ByteArrayOutputStream();
            byte[] chunk = new byte[8192];
            for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
                whole.write(chunk, 0, n);
                if (whole.size() > largest) {
                    throw new TooLarge(largest);
                }
            }
            return new HttpAnswer(head.uri(), head.status(), head.headers(), whole.toByteArray(), head.receivedAt());
        };
    }

    /** @param head the answer without its body */
    T receive(HttpAnswer head, InputStream body) throws IOException;

    /** An answer of more bytes than are read. */
    final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(int largest) {
            super("larger than " + largest / 1024 + " KiB");
        }
    }
}
