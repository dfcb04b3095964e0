package lib.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import lib.failure.Failure;

/**
 * A stream that remembers that writing failed: a token that did not arrive must not look like success.
 */
final class Stdout extends FilterOutputStream {

    private IOException failed;
    private boolean touched;

    Stdout(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        touched |= length > 0;
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failed = failed == null ? e : failed;
            throw e;
        }
    }

    boolean isUntouched() {
        return !touched;
    }

    /** @throws Failure {@code output_lost}, unless the reader just had enough, as {@code head} does */
    void check() {
        if (failed != null && !String.valueOf(failed.getMessage()).contains("Broken pipe")) {
            throw Failure.file("output_lost", "the output could not be written: " + failed.getMessage(),
                    "check the free space and the place where the output goes").from(failed);
        }
    }
}
