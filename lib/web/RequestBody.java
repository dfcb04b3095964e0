package lib.web;

import io.helidon.http.RequestException;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a request holds, read whole before anything is done with it.
 */
public final class RequestBody {

    private RequestBody() {
    }

    /** For a body that is too large or not framed as HTTP wants it: what follows is not a request. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;

        private Unreadable(int status, Throwable cause) {
            super(cause);
            this.status = status;
        }

        /** 413 or 400. */
        public int status() {
            return status;
        }
    }

    /** @throws Unreadable where it cannot be read */
    public static byte[] read(ServerRequest request) {
        byte[] body = request.content().hasEntity() ? entity(request) : new byte[0];
        Connection.current().arrived();
        return body;
    }

    /** For an address that takes no body; @throws Unreadable for one that comes all the same */
    public static void none(ServerRequest request) {
        if (request.content().hasEntity()) {
            throw new Unreadable(413, null);
        }
        Connection.current().arrived();
    }

    /**
     * The body while it arrives, for whoever may take as long as that does. A read throws {@link Unreadable} where the
     * rest does not come.
     */
    public static InputStream stream(ServerRequest request) {
        Connection.current().arrived();
        return request.content().hasEntity() ? new Arriving(request.content().inputStream())
                : InputStream.nullInputStream();
    }

    private static final class Arriving extends FilterInputStream {
        Arriving(InputStream body) {
            super(body);
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                return super.read(bytes, from, length);
            } catch (IOException | RuntimeException e) { // Helidon throws many of them for a malformed body
                throw new Unreadable(400, e);
            }
        }
    }

    private static byte[] entity(ServerRequest request) {
        try {
            return request.content().as(byte[].class);
        } catch (RequestException e) {
            throw new Unreadable(e.status().code() == 413 ? 413 : 400, e);
        } catch (IllegalArgumentException | IllegalStateException e) { // such as a chunk whose size is not a number
            throw new Unreadable(400, e);
        }
    }
}
