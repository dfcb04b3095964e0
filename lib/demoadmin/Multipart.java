package lib.demoadmin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A multipart/form-data body (RFC 7578) taken apart, strictly: each part has a name and comes once.
 */
record Multipart(Map<String, Part> parts) {

    private static final Pattern TYPE = Pattern.compile(
            "(?i)multipart/form-data;\\s*boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?");
    private static final Pattern DISPOSITION = Pattern.compile(
            "(?i)content-disposition:\\s*form-data;\\s*name=\"([^\"]+)\"(?:;\\s*filename=\"([^\"]+)\")?");
    private static final Pattern PART_TYPE = Pattern.compile("(?i)content-type:\\s*([^;]+)(;.*)?");

    /** @param fileName null for a part that is not a file */
    record Part(String fileName, String contentType, byte[] content) {
    }

    /** @throws IllegalArgumentException saying what is wrong */
    static Multipart parse(String contentType, byte[] body) {
        Matcher type = TYPE.matcher(contentType.strip());
        if (!type.matches()) {
            throw new IllegalArgumentException("Content-Type must be multipart/form-data with a boundary");
        }
        // one character a byte, so that the positions in the text are those in the body
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String line = "--" + type.group(1);
        var parts = new LinkedHashMap<String, Part>();
        if (!text.startsWith(line + "\r\n")) {
            throw new IllegalArgumentException("the body does not begin with the boundary");
        }
        int from = line.length() + 2;
        while (true) {
            int end = text.indexOf("\r\n" + line, from);
            if (end < 0) {
                throw new IllegalArgumentException("a part has no end");
            }
            add(parts, text, body, from, end);
            from = end + 2 + line.length();
            if (text.startsWith("--", from)) {
                return new Multipart(parts);
            }
            if (!text.startsWith("\r\n", from)) {
                throw new IllegalArgumentException("the boundary is followed by something else");
            }
            from += 2;
        }
    }

    private static void add(Map<String, Part> parts, String text, byte[] body, int from, int end) {
        int blank = text.indexOf("\r\n\r\n", from);
        if (blank < 0 || blank > end) {
            throw new IllegalArgumentException("a part has no headers");
        }
        String name = null;
        String fileName = null;
        String contentType = "text/plain";
        for (String header : text.substring(from, blank).split("\r\n")) {
            Matcher disposition = DISPOSITION.matcher(header);
            Matcher partType = PART_TYPE.matcher(header);
            if (disposition.matches()) {
                name = disposition.group(1);
                fileName = disposition.group(2);
            } else if (partType.matches()) {
                contentType = partType.group(1).strip();
            } else {
                throw new IllegalArgumentException("a part has a header that is not understood: " + header);
            }
        }
        var part = new Part(fileName, contentType, Arrays.copyOfRange(body, blank + 4, end));
        if (name == null || parts.put(name, part) != null) {
            throw new IllegalArgumentException("a part has no name, or its name comes twice");
        }
    }
}
