package lib.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import lib.failure.Failure;
import lib.files.SpecialFile;

/**
 * A stream that remembers that writing failed: a token that did not arrive must not look like success.
 */
final class Stdout extends FilterOutputStream {

    /** Standard output as a file: on Linux and macOS. */
    static final Path DESCRIPTOR = Path.of("/dev/fd/1");

    private final Path descriptor;
    private IOException failed;
    private boolean touched;

    /** @param descriptor where {@code out} leads to */
    Stdout(OutputStream out, Path descriptor) {
        super(out);
        this.descriptor = descriptor;
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
        if (failed != null && !readerHasEnough()) {
            throw Failure.file("output_lost", "the output could not be written: " + failed.getMessage(),
                    "check the free space and the place where the output goes").from(failed);
        }
    }

    /** Java has the system's words only, "Broken pipe" in the user's language; and a pipe fails for no other reason. */
    private boolean readerHasEnough() {
        try {
            return String.valueOf(failed.getMessage()).contains("Broken pipe")
                    || SpecialFile.PIPE.is(descriptor) || SpecialFile.SOCKET.is(descriptor);
        } catch (IOException e) {
            return false;
        }
    }
}
