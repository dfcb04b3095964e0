package lib.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * The text of a file that a person or another program wrote: UTF-8, or UTF-16 as Windows PowerShell's {@code >} and
 * Notepad write it, with a byte order mark or without. We write UTF-8 without one.
 */
public final class FileText {

    private static final char MARK = '\uFEFF';
    /** In bytes: enough to tell UTF-16 without a mark from binary data. */
    private static final int START = 64;

    private FileText() {
    }

    /** The text without its mark; what is not text becomes U+FFFD. */
    public static CharBuffer of(byte[] content) {
        return of(content, charset(content));
    }

    /** As {@link #of(byte[])}, of a part whose beginning told the charset. */
    public static CharBuffer of(byte[] content, Charset charset) {
        return withoutMark(charset.decode(ByteBuffer.wrap(content)));
    }

    /** As {@link #of(byte[], Charset)}, for a text of which no letter may be lost. */
    public static CharBuffer whole(byte[] content, Charset charset) throws CharacterCodingException {
        return withoutMark(charset.newDecoder().decode(ByteBuffer.wrap(content)));
    }

    /** Whether it is what most programs cannot read. */
    public static boolean isUtf16(byte[] content) {
        return !charset(content).equals(StandardCharsets.UTF_8);
    }

    /** @param content a file's, or the beginning of it */
    public static Charset charset(byte[] content) {
        int first = content.length < 2 ? 0 : content[0] & 0xFF;
        int second = content.length < 2 ? 0 : content[1] & 0xFF;
        if (first == 0xFF && second == 0xFE || hasZeros(content, 1)) {
            return StandardCharsets.UTF_16LE;
        }
        return first == 0xFE && second == 0xFF || hasZeros(content, 0) ? StandardCharsets.UTF_16BE
                : StandardCharsets.UTF_8;
    }

    /** Whether each second byte of its start is zero, and no other one, as with ASCII in UTF-16. */
    private static boolean hasZeros(byte[] content, int parity) {
        return content.length >= 4 && IntStream.range(0, Math.min(content.length, START))
                .allMatch(i -> content[i] == 0 == (i % 2 == parity));
    }

    private static CharBuffer withoutMark(CharBuffer text) {
        while (text.hasRemaining() && text.get(text.position()) == MARK) {
            text.get();
        }
        return text;
    }
}
