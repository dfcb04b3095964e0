package browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import lib.cli.Program;
import lib.cli.Surroundings;
import lib.cli.Terminal;
import lib.text.ShellQuote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the page shows: quoted as the command line quotes, and doing what the button does. */
class CommandsTest {

    private static final List<String> NASTY = List.of("plain", "a b", "it's", "\"double\"", "$HOME `id` $(id)",
            "back\\slash", "@file", "semi;colon & pipe |", "ümläut", "‘typographic’", "#comment", "~", "*", "!history",
            "%PATH%", "a=b", "''");

    @TempDir
    Path root;

    @Test
    void values_are_quoted_as_the_command_line_quotes_them() {
        try (var visit = Visit.in(root).open()) {
            for (String value : NASTY) {
                assertEquals("sfjwt verify-key " + ShellQuote.sh(value), verify(visit.page, "sh", value));
                assertEquals("sfjwt verify-key " + ShellQuote.powershell(value),
                        verify(visit.page, "powershell", value));
            }
        }
    }

    @Test
    void a_shell_gives_back_every_value_unchanged() throws Exception {
        try (var visit = Visit.in(root).open()) {
            for (String value : NASTY) {
                assertEquals(List.of("verify-key", value), arguments(verify(visit.page, "sh", value)));
            }
        }
    }

    @Test
    void the_shown_command_makes_the_certificate_that_the_button_makes() throws Exception {
        try (var visit = Visit.in(root).open()) {
            visit.form(1).field("Organization").fill("Acme \"Inc.\" & Söhne; it's $HOME");
            visit.field("Organizational unit").fill("-dash");
            visit.field("Email").fill("");
            visit.field("Country").fill("DE");
            visit.field("Valid for (days)").fill("30");
            visit.makeCertificate();
            Path other = Files.createDirectory(root.resolve("other"));
            run(other, arguments(visit.command("generate").replace("\u2026", "")));
            X509Certificate made = certificate(root.resolve("certs/server.crt"));
            X509Certificate same = certificate(other.resolve("certs/server.crt"));
            assertEquals(made.getSubjectX500Principal(), same.getSubjectX500Principal());
            assertEquals(made.getNotAfter().getTime() - made.getNotBefore().getTime(),
                    same.getNotAfter().getTime() - same.getNotBefore().getTime());
        }
    }

    @Test
    void the_shown_commands_save_and_log_in_as_the_buttons_do() throws Exception {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            String saved = Files.readString(root.resolve("jwt.json"));
            Files.delete(root.resolve("jwt.json"));
            run(root, arguments(visit.command("setup")));
            assertEquals(saved, Files.readString(root.resolve("jwt.json")));
            assertTrue(run(root, arguments(visit.command("token"))).contains("access_token"));

            visit.form(3).field("Salesforce username").fill("not-approved@demo.example");
            assertEquals(4, exit(root, arguments(visit.command("token")), new ByteArrayOutputStream()));
            visit.field("Salesforce username").fill("integration@demo.example");
            run(root, arguments(visit.command("verify")));

            Files.delete(root.resolve("jwt.json"));
            visit.field("Profile").fill("dev");
            run(root, arguments(visit.command("setup")));
            assertTrue(Files.readString(root.resolve("jwt.json")).contains("\"dev\""));
            visit.page.reload();
            visit.settled();
            assertTrue(run(root, arguments(visit.command("token"))).contains("access_token"));
        }
    }

    private static String verify(Page page, String shell, String value) {
        return (String) page.evaluate("async ([shell, value]) => (await import('/commands.js'))"
                + ".verify(shell, {values: {privateKeyFile: value}})", List.of(shell, value));
    }

    /** What a POSIX shell passes to sfjwt. */
    private static List<String> arguments(String command) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("sh", "-c", "sfjwt() { printf '%s\\n' \"$@\"; }\n" + command)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor(), command);
        return out.lines().toList();
    }

    private static String run(Path folder, List<String> arguments) throws ClassNotFoundException {
        var said = new ByteArrayOutputStream();
        assertEquals(0, exit(folder, arguments, said), () -> arguments + "\n" + said.toString(StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    private static int exit(Path folder, List<String> arguments, ByteArrayOutputStream said)
            throws ClassNotFoundException {
        var surroundings = new Surroundings(Map.of(), folder, said, said,
                Terminal.NONE, Clock.systemUTC());
        // the root command is in no package, so that nothing can import it
        return new Program(Class.forName("sfjwt"), surroundings).run(arguments.toArray(String[]::new));
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
