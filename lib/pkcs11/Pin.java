package lib.pkcs11;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import lib.failure.Failure;
import lib.files.InputFile;

/**
 * A token's PIN: from the file that the URI names or from a person; encoded as the token wants it.
 */
final class Pin {

    static char[] of(TokenUri uri, Token token, Function<String, char[]> asked) {
        String source = uri.get("pin-source");
        if (source == null) {
            return asked.apply("token " + token.label()
                    + (token.isLastTry() ? " (the last try: a wrong PIN locks it)" : ""));
        }
        String path = source.replaceFirst("^file:(//)?", "");
        if (!path.startsWith("/") && !path.matches("[A-Za-z]:[/\\\\].*")) {
            throw Failure.usage("bad_pkcs11_uri", "pin-source is not file: and an absolute path",
                    "write pin-source=file:/PATH/TO/FILE, whose first line is the PIN");
        }
        return InputFile.firstLine(Path.of(path), "PIN file");
    }

    /** Java hands the low byte of each character to the token, which expects the bytes of UTF-8 (CK_UTF8CHAR). */
    static char[] utf8(char[] pin) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin));
        char[] encoded = new char[bytes.remaining()];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = (char) (bytes.get() & 0xFF);
        }
        Arrays.fill(bytes.array(), (byte) 0);
        return encoded;
    }
}
