package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import lib.catalog.Version;
import lib.cli.Program;
import lib.cli.Surroundings;
import lib.cli.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is on this machine, found without waiting for it. */
class ToolsTest {

    @TempDir
    Path bin;

    @Test
    void versions_are_first_lines_and_what_is_missing_is_false() throws Exception {
        program("sf", "echo '@salesforce/cli/2.9.9 linux-x64'; echo more");
        program("openssl", "[ \"$1\" = version ] && printf 'OpenSSL \\033[31m3\\n'");
        JsonObject found = found(bin.toString(), json -> !json.isNull("sf") && !json.isNull("openssl")
                && !json.isNull("sfdx"));
        assertEquals("@salesforce/cli/2.9.9 linux-x64", found.getString("sf"));
        assertEquals("OpenSSL [31m3", found.getString("openssl"));
        assertEquals(JsonValue.FALSE, found.get("sfdx"));
        assertEquals(System.getProperty("java.version"), found.getString("java"));
    }

    @Test
    void a_tool_gets_no_key_from_the_environment() throws Exception {
        program("sf", "echo \"key $SFJWT_PRIVATE_KEY$SFJWT_KEY_PASSPHRASE of $LANG\"");
        Tools tools = Tools.lookUp(Map.of("PATH", bin.toString(), "LANG", "C", "SFJWT_PRIVATE_KEY", "CANARY",
                "SFJWT_KEY_PASSPHRASE", "CANARY"), Duration.ofSeconds(60));
        assertEquals("key  of C", wait(tools, json -> !json.isNull("sf")).getString("sf"));
    }

    @Test
    @Timeout(50)
    void a_tool_that_hangs_fails_or_says_nothing_is_as_good_as_missing_and_nobody_waits_for_it() throws Exception {
        program("sf", "sleep 60");
        program("sfdx", "echo broken; exit 3");
        program("openssl", "exit 0");
        Tools tools = Tools.lookUp(Map.of("PATH", bin + ":/bin:/usr/bin"), Duration.ofSeconds(1));
        assertTrue(tools.json().isNull("sf"), "the page would wait");
        JsonObject found = wait(tools, json -> !json.isNull("sf"));
        for (String command : new String[] {"sf", "sfdx", "openssl"}) {
            assertEquals(JsonValue.FALSE, found.get(command), command);
        }
    }

    @Test
    void a_program_in_the_current_folder_is_not_run() throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Path program = here.resolve("sfdx");
        Files.writeString(program, "#!/bin/sh\necho run\n");
        assertTrue(program.toFile().setExecutable(true));
        try {
            for (String path : new String[] {"", ".", ":", "relative" + File.pathSeparator + "."}) {
                assertEquals(JsonValue.FALSE, found(path, json -> !json.isNull("sfdx")).get("sfdx"), path);
            }
        } finally {
            Files.delete(program);
        }
    }

    @Test
    void the_version_is_that_of_sfjwt() throws Exception {
        var out = new ByteArrayOutputStream();
        new Program(Class.forName("sfjwt"), new Surroundings(Map.of(), bin, out, out, Terminal.NONE,
                Clock.systemUTC())).run("--version");
        assertEquals("sfjwt " + Version.NUMBER, out.toString(StandardCharsets.UTF_8).strip());
    }

    private static JsonObject found(String path, Predicate<JsonObject> enough) throws InterruptedException {
        return wait(Tools.lookUp(Map.of("PATH", path), Duration.ofSeconds(60)), enough);
    }

    private static JsonObject wait(Tools tools, Predicate<JsonObject> enough) throws InterruptedException {
        JsonObject json = tools.json();
        while (!enough.test(json)) {
            Thread.sleep(20);
            json = tools.json();
        }
        return json;
    }

    private void program(String name, String script) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
