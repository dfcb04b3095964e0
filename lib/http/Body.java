package lib.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * What a request carries.
 *
 * @param length in bytes; negative where it is not known beforehand
 * @param in read once
 * @param streamed whether it is sent while it is read; else it is held in memory first
 */
public record Body(long length, InputStream in, boolean streamed) {

    public static Body of(byte[] bytes) {
        return new Body(bytes.length, new ByteArrayInputStream(bytes), false);
    }

    public static Body streamed(long length, InputStream in) {
        return new Body(length, in, true);
    }
}
