package lib.keys;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import lib.failure.Failure;

/**
 * One element of DER, the binary form inside every PEM; opened level by level, so nothing hostile is walked unasked.
 */
record Der(int tag, byte[] bytes, int from, int to) {

    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    /** No structure that is read here has more members. */
    private static final int MOST_MEMBERS = 100;

    /** The bytes are not the DER that was expected; {@code cutOff} when only their end is missing. */
    static final class Malformed extends RuntimeException {
        final boolean cutOff;

        Malformed(boolean cutOff) {
            super("malformed DER", null, false, false);
            this.cutOff = cutOff;
        }
    }

    /** The one element that these bytes are; blanks after it are forgiven, as editors add a line break. */
    static Der of(byte[] bytes) {
        Der element = at(bytes, 0, bytes.length);
        for (int i = element.to; i < bytes.length; i++) {
            if (!Character.isWhitespace(bytes[i])) {
                throw new Malformed(false);
            }
        }
        return element;
    }

    /** Whether bytes start as a key or certificate in DER does, even if their end is missing. */
    static boolean isLikely(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != SEQUENCE) {
            return false;
        }
        // text may start with the digit 0, but then no byte over 127 follows it
        return bytes[1] < 0 || bytes.length >= bytes[1] + 2 && bytes.length <= bytes[1] + 4;
    }

    /** The members of a SEQUENCE. */
    List<Der> members() {
        require(tag == SEQUENCE);
        var members = new ArrayList<Der>();
        for (int at = from; at < to; at = members.getLast().to) {
            require(members.size() < MOST_MEMBERS);
            members.add(at(bytes, at, to));
        }
        return members;
    }

    Der member(int index) {
        List<Der> members = members();
        require(index < members.size());
        return members.get(index);
    }

    BigInteger integer() {
        require(tag == INTEGER && to > from);
        return new BigInteger(bytes, from, to - from);
    }

    /** These bytes without what follows them. */
    byte[] whole() {
        return Arrays.copyOf(bytes, to);
    }

    byte[] octets() {
        require(tag == OCTET_STRING);
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** An object identifier in dotted form. */
    String oid() {
        require(tag == OID && to > from && to - from <= 32 && bytes[to - 1] >= 0);
        var dotted = new StringBuilder();
        BigInteger arc = BigInteger.ZERO;
        for (int i = from; i < to; i++) {
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(bytes[i] & 0x7F));
            if (bytes[i] >= 0) {
                if (dotted.isEmpty()) {
                    int first = arc.min(BigInteger.valueOf(80)).intValue() / 40;
                    dotted.append(first);
                    arc = arc.subtract(BigInteger.valueOf(first * 40L));
                }
                dotted.append('.').append(arc);
                arc = BigInteger.ZERO;
            }
        }
        return dotted.toString();
    }

    /** What BouncyCastle's types read: at hostile bytes they throw whatever comes. */
    static <T> T parsed(Callable<T> parsing) {
        try {
            return parsing.call();
        } catch (Malformed | Failure e) {
            throw e;
        } catch (Exception | StackOverflowError e) {
            throw new Malformed(false);
        }
    }

    static void require(boolean condition) {
        if (!condition) {
            throw new Malformed(false);
        }
    }

    private static Der at(byte[] bytes, int start, int limit) {
        if (limit - start < 2) {
            throw new Malformed(true);
        }
        int at = start + 1;
        int length = bytes[at++] & 0xFF;
        if (length >= 0x80) {
            int count = length & 0x7F;
            // 0 would be BER's indefinite length; more than 4 bytes are longer than any content read here
            require(count >= 1 && count <= 4);
            if (limit - at < count) {
                throw new Malformed(true);
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | bytes[at++] & 0xFF;
            }
            require(length >= 0);
        }
        if (length > limit - at) {
            throw new Malformed(true);
        }
        return new Der(bytes[start] & 0xFF, bytes, at, at + length);
    }
}
