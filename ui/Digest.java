package ui;

import lib.keys.Fingerprint;

/** Tells two contents apart without saying anything of them. */
final class Digest {

    private static final int LENGTH = 16;

    static String of(byte[] content) {
        return Fingerprint.hex(content).substring(0, LENGTH);
    }
}
