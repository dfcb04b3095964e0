package ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The page's files: a fixed list, so that no request ever becomes the name of a file.
 */
final class Assets {

    private static final String HTML = "text/html; charset=UTF-8";
    private static final String CSS = "text/css; charset=UTF-8";
    private static final String SCRIPT = "text/javascript; charset=UTF-8";

    private static final List<String> STYLES = List.of("frame", "parts", "steps");
    private static final List<String> MODULES = List.of(
            "app", "calendar", "certificate", "commands", "controls", "create-app", "diagnosis", "dialog", "disk",
            "dom", "draft", "events", "examine", "failure", "findings", "flow-state", "flow", "format", "forms",
            "guide", "icons", "jwt", "keyed", "logins", "machine", "navigation", "org", "path", "progress", "query",
            "report-text", "report", "server", "session", "state", "step-app", "step-certificates", "step-ci",
            "step-config", "step-token", "step-trouble", "table", "terminal", "theme", "ticks", "values", "watch",
            "where", "words");

    /** Pico's rules for what this page has none of; they stand in its one line, where ours begin lines. */
    private static final String UNUSED = "(?<=[{}])(?:\\[type=(?:range|file|color|date|month|radio)|\\[role=search"
            + "|\\[type=checkbox\\]\\[role=switch|details\\.dropdown|\\[dir=rtl|\\[data-(?:tooltip|placement)"
            + "|nav\\[aria-label=|\\.(?:container|grid|modal)|kbd|mark|hgroup|figure|textarea)[^{}]*\\{[^{}]*\\}";

    /** One of them, read and compressed when it is first asked for: the start has no time for all of them. */
    static final class Asset {
        private final String type;
        private final String resource;
        private byte[] content;
        private byte[] gzip;

        private Asset(String type, String resource) {
            this.type = type;
            this.resource = resource;
        }

        String type() {
            return type;
        }

        synchronized byte[] content() {
            if (content == null) {
                content = lean(type, read(resource)).getBytes(StandardCharsets.UTF_8);
            }
            return content;
        }

        /** The same, compressed. */
        synchronized byte[] gzip() {
            if (gzip == null) {
                gzip = Assets.gzip(content());
            }
            return gzip;
        }
    }

    private final Map<String, Asset> byPath = new LinkedHashMap<>();

    Assets() {
        add("/", HTML, "/ui/web/index.html");
        add("/pico.css", CSS, "/META-INF/resources/webjars/picocss__pico/2.1.1/css/pico.min.css");
        STYLES.forEach(name -> add("/" + name + ".css", CSS, "/ui/web/" + name + ".css"));
        MODULES.forEach(name -> add("/" + name + ".js", SCRIPT, "/ui/web/" + name + ".js"));
    }

    Map<String, Asset> byPath() {
        return byPath;
    }

    private void add(String path, String type, String resource) {
        byPath.put(path, new Asset(type, resource));
    }

    private static String read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the dashboard is incomplete: " + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Comments, indentation and line ends that say nothing are for those who read the source. In scripts only comments
     * with lines of their own go, and one behind code ends with its line; those of a licence begin with an exclamation
     * mark, and stay. No text of the page goes over two lines of its source.
     */
    private static String lean(String type, String text) {
        String said = switch (type) {
            case SCRIPT -> text.replaceAll("(?m)^ *(//|/\\*\\*|\\* |\\*$|\\*/).*\n", "")
                    .replaceAll("((?<! // .{0,120})[{(;,])\n\\s*", "$1");
            case CSS -> text.replaceAll(UNUSED, "").replaceAll("(?s)/\\*(?!!).*?\\*/\n?", "")
                    .replaceAll(";?\\s*([{}])\\s*|([;:,])\\s+", "$1$2");
            default -> text.replaceAll("<!--.*?-->\n", "");
        };
        return said.replaceAll("(?m)^[ \n]+", "");
    }

    static byte[] gzip(byte[] content) {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
