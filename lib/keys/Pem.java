package lib.keys;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lib.failure.Failure;
import lib.text.FileText;

/**
 * PEM, the text form of keys and certificates: finds its blocks whatever surrounds them, and writes them.
 */
public final class Pem {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LONGEST_LABEL = 64;
    /** Where a selection missed a dash, or a word processor made one of several. */
    private static final Pattern ALMOST = Pattern.compile("BEGIN (?!SSH2)(?:[A-Z0-9]+ )*(?:PRIVATE KEY|CERTIFICATE)");
    private static final Pattern BLANK = Pattern.compile("\\p{Zs}");
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

    private Pem() {
    }

    /** @param headers those of RFC 1421, such as {@code DEK-Info}; most blocks have none */
    public record Block(String label, Map<String, String> headers, byte[] bytes) {
    }

    /**
     * The text of a file. What cannot be seen, and comes along from a web page or a chat, is left out or becomes a
     * blank.
     */
    public static String text(byte[] content) {
        String text = FileText.of(content).toString();
        return text.chars().allMatch(c -> c < 0x80) ? text
                : UNSEEN.matcher(BLANK.matcher(text).replaceAll(" ")).replaceAll("");
    }

    /** Whether there is a line that begins a block. */
    public static boolean isIn(String text) {
        return text.contains(BEGIN);
    }

    /**
     * The blocks in their order; none where the text has none.
     *
     * @param where how messages name the text
     * @throws Failure {@code pem_truncated} or {@code pem_damaged}
     */
    public static List<Block> blocks(String text, String where) {
        if (!isIn(text) && ALMOST.matcher(text).find()) {
            throw damaged(where + " has a damaged BEGIN line");
        }
        if (!isIn(text) && text.contains(END)) {
            throw truncated(where + " is cut off: there is an END line and no BEGIN line");
        }
        var blocks = new ArrayList<Block>();
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            int labelAt = at + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, labelAt);
            if (labelEnd < 0 || labelEnd - labelAt > LONGEST_LABEL || !isLabel(text.substring(labelAt, labelEnd))) {
                throw damaged(where + " has a damaged BEGIN line");
            }
            String label = text.substring(labelAt, labelEnd);
            int bodyAt = labelEnd + DASHES.length();
            int end = text.indexOf(END, bodyAt);
            int next = text.indexOf(BEGIN, bodyAt);
            if (end < 0 || next >= 0 && next < end) {
                throw truncated(where + " is cut off: its " + label + " block has a BEGIN line and no END line");
            }
            if (!text.startsWith(END + label + DASHES, end)) {
                throw damaged("the " + label + " block of " + where + " ends with an END line that is not its own");
            }
            blocks.add(block(label, text.substring(bodyAt, end), where));
            at = next;
        }
        return blocks;
    }

    /** One block: lines of 64 characters, ended by LF. */
    public static String write(String label, byte[] bytes) {
        return BEGIN + label + DASHES + "\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n"
                + END + label + DASHES + "\n";
    }

    private static Block block(String label, String body, String where) {
        var headers = new LinkedHashMap<String, String>();
        var base64 = new StringBuilder(body.length());
        String header = null;
        for (String line : (Iterable<String>) body.lines()::iterator) {
            int colon = line.indexOf(':');
            if (colon > 0 && base64.isEmpty()) {
                header = line.substring(0, colon).strip();
                headers.put(header, line.substring(colon + 1).strip());
            } else if (header != null && !line.isBlank() && Character.isWhitespace(line.charAt(0))) {
                headers.merge(header, line.strip(), String::concat);
            } else {
                header = null;
                line.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> base64.append((char) c));
            }
        }
        if (label.startsWith("PGP ")) {
            // looks like PEM, but ends with a checksum that is not base64; its label says all that is asked
            return new Block(label, headers, new byte[0]);
        }
        try {
            return new Block(label, headers, Base64.getDecoder().decode(base64.toString()));
        } catch (IllegalArgumentException e) {
            // no cause: the decoder's message quotes the content
            throw damaged("the base64 of the " + label + " block of " + where + " is damaged");
        }
    }

    private static boolean isLabel(String text) {
        return text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ' ' || c == '.');
    }

    private static Failure truncated(String message) {
        return Failure.file("pem_truncated", message, "copy it again, whole: from the BEGIN line to the END line");
    }

    private static Failure damaged(String message) {
        return Failure.file("pem_damaged", message, "copy it again from where it came, as it is");
    }
}
