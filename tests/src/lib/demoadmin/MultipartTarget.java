package lib.demoadmin;

/** Fuzzed: any bytes as a multipart body. */
public final class MultipartTarget {

    private MultipartTarget() {
    }

    public static void fuzzerTestOneInput(byte[] body) {
        try {
            Multipart.parse("multipart/form-data; boundary=b", body);
        } catch (IllegalArgumentException e) {
            // said what is wrong
        }
    }
}
