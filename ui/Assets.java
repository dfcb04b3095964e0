package ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The page's files: a fixed list, read and compressed once, so that no request ever becomes the name of a file.
 */
final class Assets {

    private static final String HTML = "text/html; charset=UTF-8";
    private static final String CSS = "text/css; charset=UTF-8";
    private static final String SCRIPT = "text/javascript; charset=UTF-8";

    /** @param gzip the same content, compressed */
    record Asset(String type, byte[] content, byte[] gzip) {
    }

    private final Map<String, Asset> byPath = new LinkedHashMap<>();

    Assets() {
        add("/", HTML, "/ui/web/index.html");
        add("/pico.css", CSS, "/META-INF/resources/webjars/picocss__pico/2.1.1/css/pico.min.css");
        add("/app.css", CSS, "/ui/web/app.css");
        add("/app.js", SCRIPT, "/ui/web/app.js");
        add("/server.js", SCRIPT, "/ui/web/server.js");
        add("/commands.js", SCRIPT, "/ui/web/commands.js");
        // the page asks for it when somebody wants a report
        add("/doctor.js", SCRIPT, "/ui/web/doctor.js");
    }

    Map<String, Asset> byPath() {
        return byPath;
    }

    private void add(String path, String type, String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the dashboard is incomplete: " + resource + " is missing");
            }
            byte[] content = in.readAllBytes();
            byPath.put(path, new Asset(type, content, gzip(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }
}
