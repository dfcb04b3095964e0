package lib.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Documents that broke readers of JSON, ours or others'. */
public final class HostileJson {

    private HostileJson() {
    }

    /** Documents that nobody has to accept, by what is wrong with them. */
    public static Map<String, byte[]> documents() {
        var all = new TreeMap<String, String>();
        all.put("empty", "");
        all.put("blank", " \n\t");
        all.put("only a byte order mark", "\uFEFF");
        all.put("deep arrays", nested(998));
        all.put("very deep arrays", nested(100_000));
        all.put("deep and unfinished", "[".repeat(100_000));
        all.put("deep objects", "{\"a\":".repeat(998) + "1" + "}".repeat(998));
        all.put("deep within a field", "{\"a\":" + nested(998) + "}");
        all.put("a long number", "{\"a\":" + "9".repeat(3_000) + "}");
        all.put("a long fraction", "{\"a\":0." + "1".repeat(3_000) + "}");
        all.put("a great exponent", "{\"a\":1e999999999}");
        all.put("an exponent beyond an int", "{\"a\":-1E+99999999999}");
        all.put("a small exponent", "{\"a\":1e-999999999}");
        all.put("a name twice", "{\"a\":1,\"a\":2}");
        all.put("a name twice, spelled differently", "{\"a\":1,\"\\u0061\":2}");
        all.put("a name twice, deep down", "{\"b\":[{\"a\":1,\"a\":2}]}");
        all.put("text behind", "{} x");
        all.put("a second document", "{}{}");
        all.put("a zero byte behind", "{}\u0000");
        all.put("cut off", "{\"a\":\"b");
        all.put("cut off in an escape", "{\"a\":\"\\u12");
        all.put("only a colon", ":");
        all.put("a zero byte", "\u0000");
        all.put("a web page", "<!DOCTYPE html><html></html>");
        var bytes = new TreeMap<String, byte[]>();
        all.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        bytes.put("a name twice in UTF-16", "{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_16));
        bytes.put("no UTF-8", new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'});
        bytes.put("a surrogate in UTF-8", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
        return bytes;
    }

    /** Arrays within arrays. */
    public static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
