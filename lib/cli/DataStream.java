package lib.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import lib.text.Untrusted;

/**
 * Foreign data on its way to stdout: unchanged to a pipe or a file, as harmless text with a line break at its end to a
 * terminal.
 */
final class DataStream extends OutputStream {

    private final OutputStream raw;
    private final PrintStream terminal;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    /** The beginning of a character whose end is still to come, 3 bytes at the most. */
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean endsWithLineBreak = true;

    /** @param terminal null for none */
    DataStream(OutputStream raw, PrintStream terminal) {
        this.raw = raw;
        this.terminal = terminal;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (terminal == null) {
            raw.write(bytes, from, length);
        } else {
            print(ByteBuffer.allocate(rest.remaining() + length).put(rest).put(bytes, from, length).flip(), false);
        }
    }

    private void print(ByteBuffer bytes, boolean isEnd) throws IOException {
        var text = CharBuffer.allocate(bytes.remaining() + 1);
        decoder.decode(bytes, text, isEnd);
        rest = bytes;
        String safe = Untrusted.lines(text.flip().toString());
        if (!safe.isEmpty()) {
            terminal.print(safe);
            endsWithLineBreak = safe.endsWith("\n");
        }
        if (terminal.checkError()) {
            throw new IOException("the terminal takes no more");
        }
    }

    @Override
    public void close() throws IOException {
        if (terminal != null) {
            print(rest, true);
            if (!endsWithLineBreak) {
                terminal.println();
            }
        }
    }
}
