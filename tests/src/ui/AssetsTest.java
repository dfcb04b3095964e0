package ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's files: all of them there, small, and from nowhere else. */
class AssetsTest {

    private static final Path WEB = Path.of(System.getProperty("sfjwt.repository"), "ui/web");

    private static final Set<String> LATER = Set.of("/", "/calendar.js", "/create-app.js", "/diagnosis.js",
            "/examine.js", "/findings.js", "/guide.js", "/jwt.js", "/query.js", "/report-text.js", "/report.js",
            "/session.js", "/step-app.js", "/step-ci.js", "/step-config.js", "/step-token.js", "/step-trouble.js",
            "/table.js");

    @TempDir
    Path root;

    @Test
    void all_files_together_stay_below_80_KB_and_the_page_asks_at_once_for_what_it_begins_with() {
        var assets = new Assets().byPath();
        int bytes = assets.values().stream().mapToInt(asset -> asset.gzip().length).sum();
        assertTrue(bytes < 80_000, bytes + " bytes");
        String page = text(assets.get("/"));
        for (String path : assets.keySet()) {
            // what only a later step needs is fetched when somebody is there
            boolean late = LATER.contains(path);
            assertEquals(!late, page.contains("href=\"" + path + "\"") || page.contains("src=\"" + path + "\""), path);
        }
    }

    @Test
    void every_file_of_the_page_is_served_and_listed_for_JBang() throws IOException {
        Set<String> there;
        try (var files = Files.list(WEB)) {
            there = files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
        var served = new TreeSet<>(new Assets().byPath().keySet());
        served.remove("/pico.css");
        assertEquals(there, served.stream().map(path -> path.equals("/") ? "index.html" : path.substring(1))
                .collect(Collectors.toCollection(TreeSet::new)));
        Set<String> listed = Files.readAllLines(WEB.resolveSibling("package-info.java")).stream()
                .filter(line -> line.startsWith("//FILES ")).map(line -> line.substring("//FILES ".length()))
                .collect(Collectors.toSet());
        assertEquals(there.stream().map(name -> "ui/web/" + name + "=web/" + name).collect(Collectors.toSet()), listed);
    }

    @Test
    void each_is_sent_compressed_to_whom_it_may_and_whole_to_others() throws IOException {
        try (var dashboard = Running.in(root)) {
            for (var asset : new Assets().byPath().entrySet()) {
                Wire.Answer whole = dashboard.get(asset.getKey());
                assertArrayEquals(asset.getValue().content(), whole.body());
                assertFalse(whole.headers().containsKey("content-encoding"));
                assertEquals(asset.getValue().type(), whole.header("content-type"));
                Wire.Answer small = Wire.ask(dashboard.port, dashboard.begin("GET", asset.getKey())
                        + "Accept-Encoding: br, gzip, deflate\r\n\r\n");
                assertEquals("gzip", small.header("content-encoding"));
                assertEquals("Accept-Encoding", small.header("vary"));
                try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
                    assertArrayEquals(asset.getValue().content(), unpacked.readAllBytes());
                }
                Wire.Answer refused = Wire.ask(dashboard.port, dashboard.begin("GET", asset.getKey())
                        + "Accept-Encoding: identity\r\n\r\n");
                assertFalse(refused.headers().containsKey("content-encoding"));
            }
        }
    }

    @Test
    void comments_stay_in_the_source_and_a_licence_with_what_it_is_for() {
        var assets = new Assets().byPath();
        assets.forEach((path, asset) -> assertFalse(path.matches("/(?!pico).+")
                && text(asset).matches("(?s)(.*\\n)? *(/\\*|\\* |//).*"), path));
        assertTrue(text(assets.get("/pico.css")).contains("Licensed under MIT"));
    }

    @Test
    void pico_is_sent_without_the_rules_for_what_the_page_has_none_of() {
        var assets = new Assets().byPath();
        String pico = text(assets.get("/pico.css"));
        assertFalse(pico.matches("(?s).*}(\\[type=range|details\\.dropdown|\\[data-tooltip)[^{]*\\{.*"));
        assertTrue(pico.contains("}[type=checkbox],[type=radio]{"));
        assets.forEach((path, asset) -> assertFalse(text(asset).matches("(?s).*(<|el\\(')(kbd|mark|hgroup|figure)"
                + "\\b.*|.*type(=|: )[\"'](range|file|color|date|month|radio).*|.*role(=|: )[\"'](switch|search).*"),
                path));
    }

    /** A browser's spelling service and a manager of passwords would take to elsewhere what is typed. */
    @Test
    void no_field_gives_what_is_typed_to_a_service_of_the_browser() {
        var assets = new Assets().byPath();
        String page = text(assets.get("/"));
        assertTrue(page.contains("<body spellcheck=\"false\">"));
        assets.forEach((path, asset) -> Pattern.compile("<input[^>]*>|el\\('input', \\{[^}]*}").matcher(text(asset))
                .results().map(MatchResult::group).filter(field -> !field.contains("checkbox")).forEach(field -> {
                    assertTrue(field.contains("autocomplete"), field);
                    assertEquals(field.matches(".*type(=\"|: ')password.*"), field.contains("one-time-code"),
                            field);
                }));
        assertTrue(page.contains("one-time-code"));
    }

    private static String text(Assets.Asset asset) {
        return new String(asset.content(), StandardCharsets.UTF_8);
    }

    @Test
    void the_page_needs_no_exception_from_its_security_policy() {
        String page = text(new Assets().byPath().get("/"));
        assertFalse(page.matches("(?s).*\\s(on[a-z]+|style)\\s*=.*"), "inline handlers and styles do not run");
        assertFalse(page.matches("(?s).*<script(?![^>]*\\bsrc=).*"), "inline scripts do not run");
        assertFalse(page.matches("(?s).*(src|href)=\"(https?:)?//.*<body.*"), "everything is local");
    }
}
