package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.ci.Shell;
import lib.cli.Sfjwt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual pages, read by groff and by mandoc, both with all their warnings. */
class ManCommandTest {

    @TempDir
    Path folder;

    @Test
    void every_command_has_a_page_that_both_formatters_take_without_a_warning() throws Exception {
        var run = new Sfjwt(folder).run("man", "--json").exitsWith(0).json();
        List<Path> pages = run.getJsonArray("pages").stream()
                .map(page -> Path.of(((JsonString) page).getString())).toList();
        assertEquals(folder.resolve("man/man1/sfjwt.1"), pages.getFirst());
        assertTrue(pages.contains(folder.resolve("man/man1/sfjwt-get-token.1")), pages.toString());
        for (Path page : pages) {
            assertEquals("", Shell.run("", "mandoc", "-T", "lint", "-W", "warning", page.toString()));
            assertEquals("", Shell.run("", "groff", "-man", "-ww", "-z", "-T", "utf8", page.toString()));
            assertEquals("", Shell.run("", "groff", "-man", "-ww", "-z", "-T", "ascii", page.toString()));
        }
    }

    @Test
    void a_page_says_what_the_help_says() throws Exception {
        new Sfjwt(folder).run("man", "pages").exitsWith(0);
        String page = rendered("sfjwt-get-token.1");
        assertTrue(page.contains("sfjwt-get-token - Get an access token"), page);
        assertTrue(page.contains("-c, --config=FILE"), page);
        assertTrue(page.contains("--[no-]sandbox"), page);
        assertTrue(page.contains("  TOKEN=$(sfjwt get-token --token-only)"), page);
        assertTrue(page.contains("  eval \"$(sfjwt get-token --format sh)\" "), page);
        assertTrue(rendered("sfjwt-orgs.1").contains("jq -r '.orgs[].profile'"), "straight quotes, to be copied");
        // Debian's groff shows plain ASCII for unescaped ones too; others make ’ and ‐ of them, which no shell takes
        assertTrue(Files.readString(folder.resolve("pages/sfjwt-orgs.1"))
                .contains("jq \\-r \\(aq.orgs[].profile\\(aq"), "escaped");
        assertTrue(rendered("sfjwt.1").contains("SFJWT_CONSUMER_KEY"), "the variables");
        assertTrue(rendered("sfjwt-verify-key.1").contains("sfjwt verify-key [OPTIONS] KEYFILE"));
        assertTrue(rendered("sfjwt-man.1").contains("sfjwt man [OPTIONS] [DIR]"));
        assertFalse(page.contains("${"), page);
    }

    @Test
    void its_own_pages_are_replaced_and_others_stay() throws Exception {
        new Sfjwt(folder).run("man", "pages").exitsWith(0);
        new Sfjwt(folder).run("man", "pages").exitsWith(0);
        Path mine = Files.writeString(folder.resolve("pages/sfjwt-demo.1"), ".TH MINE 1\n");
        Files.delete(folder.resolve("pages/sfjwt.1"));
        new Sfjwt(folder).run("man", "pages", "--json").failsWith(3, "file_exists");
        assertEquals(".TH MINE 1\n", Files.readString(mine));
        assertFalse(Files.exists(folder.resolve("pages/sfjwt.1")), "all or none");
    }

    @Test
    void a_folder_that_cannot_be_is_said() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        new Sfjwt(folder).run("man", "file/man1", "--json").failsWith(3, "file_unwritable");
    }

    @Test
    void a_disk_that_gets_full_leaves_the_page_that_was_there() throws Exception {
        new Sfjwt(folder).run("man", "pages").exitsWith(0);
        Path page = folder.resolve("pages/sfjwt.1");
        String before = Files.readString(page) + ".\\\" of an earlier version\n";
        Files.writeString(page, before);
        // a limit on the size of a file ends a write in its middle, as a full disk does
        var run = new Sfjwt(folder).process("man", "pages");
        run.command().addAll(0, List.of("sh", "-c", "ulimit -f 1; exec \"$@\"", "sh"));
        assertEquals(3, run.start().waitFor());
        assertEquals(before, Files.readString(page));
        try (var files = Files.list(page.getParent())) {
            assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".new")).toList());
        }
    }

    private String rendered(String page) throws Exception {
        return Shell.run("", "groff", "-man", "-T", "utf8", "-P", "-cbou", "-rLL=100n",
                folder.resolve("pages").resolve(page).toString());
    }
}
