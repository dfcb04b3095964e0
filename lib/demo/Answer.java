package lib.demo;

import jakarta.json.JsonStructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the demo org answers, and, for tests of what can go wrong, how it leaves.
 *
 * <p>A header that an answer sets replaces the server's own, {@code Date} included.
 */
public record Answer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

    public Answer {
        if (delivery.endless() && body.length == 0) {
            throw new IllegalArgumentException("only a body that has bytes can go on for ever");
        }
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8),
                Delivery.WHOLE);
    }

    public static Answer json(int status, JsonStructure json) {
        return of(status, "application/json;charset=UTF-8", json.toString());
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0], Delivery.WHOLE);
    }

    /** No answer at all: the connection closes. */
    public static Answer hangUp() {
        return new Answer(0, Map.of(), new byte[0], Delivery.WHOLE);
    }

    /** The same answer with this header, in place of one of that name. */
    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(header::equalsIgnoreCase);
        more.put(header, value);
        return new Answer(status, more, body, delivery);
    }

    /** The same answer, not begun before this much time has gone by. */
    public Answer after(Duration delay) {
        return delivered(new Delivery(delay, delivery.pause(), delivery.cutAfter(), delivery.endless()));
    }

    /** The same answer, its body byte by byte with a pause before each. */
    public Answer dripping(Duration pause) {
        return delivered(new Delivery(delivery.delay(), pause, delivery.cutAfter(), delivery.endless()));
    }

    /** The same answer, but the connection closes after so many bytes of its body; with 0, before its first header. */
    public Answer cutAfter(int bytes) {
        return delivered(new Delivery(delivery.delay(), delivery.pause(), bytes, delivery.endless()));
    }

    /** The same answer, its body over and over until the client hangs up. */
    public Answer endless() {
        return delivered(new Delivery(delivery.delay(), delivery.pause(), delivery.cutAfter(), true));
    }

    Answer withoutBody() {
        return new Answer(status, headers, new byte[0], delivery);
    }

    private Answer delivered(Delivery how) {
        return new Answer(status, headers, body, how);
    }
}
