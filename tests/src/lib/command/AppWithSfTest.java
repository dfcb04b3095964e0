package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The app commands and the Salesforce CLI: a script in its place, and the real one, which tests/run has brought. */
@Execution(ExecutionMode.CONCURRENT)
class AppWithSfTest {

    private static final Path SF = Path.of(System.getProperty("sfjwt.repository"), "tests/.npm/salesforce-cli/sf");

    @TempDir
    Path folder;

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());

    @Test
    void a_token_that_sf_hides_is_asked_for_by_the_command_that_shows_it() throws Exception {
        sf("""
                echo "$@" >> calls
                case "$*" in
                *show-access-token*) echo '{"status":0,"result":{"accessToken":"%s"}}' ;;
                *) echo '{"status":0,"result":{"accessToken":"[REDACTED] Use another","instanceUrl":"%s"}}' ;;
                esac
                """.formatted(DemoOrg.ADMIN_TOKEN, org.url()));
        Said said = run(folder.resolve("bin"), "app", "create", "--user", "integration@demo.example", "--target-org",
                "my admin", "--yes");
        assertEquals(0, said.exit(), said.toString());
        assertEquals(List.of("org display --target-org my admin --json",
                "org auth show-access-token --target-org my admin --json"),
                Files.readAllLines(folder.resolve("calls")));
        assertFalse(said.text().contains(DemoOrg.ADMIN_TOKEN), "the token is shown");
    }

    @Test
    void what_sf_says_is_passed_on_when_it_fails() throws Exception {
        sf("""
                echo 'sf is chatty here' >&2
                cat << 'END'
                {"status":1,"name":"X","message":"The org my-admin\\nhas expired.","actions":["Log in again."]}
                END
                exit 1
                """);
        Said said = run(folder.resolve("bin"), "app", "create", "--user", "a@b", "--target-org", "x", "--yes");
        assertEquals(5, said.exit(), said.toString());
        assertTrue(said.text().contains("sf org display failed: The org my-admin has expired."), said.toString());
        assertTrue(said.text().contains("fix: Log in again."), said.toString());
    }

    @Test
    void warnings_around_the_json_of_sf_are_passed_over() throws Exception {
        sf("""
                echo '(node:7) Warning: {x} is deprecated'
                echo '{beta} of a plugin'
                cat << 'END'
                {
                  "status": 0,
                  "result": {
                    "accessToken": "%s", "instanceUrl": "%s"
                  }
                }
                END
                echo 'Warning: an update is available'
                """.formatted(DemoOrg.ADMIN_TOKEN, org.url()));
        Said said = run(folder.resolve("bin"), "app", "status", "--name", "none", "--target-org", "x", "--json");
        assertTrue(said.text().contains("\"app_unknown\""), said.toString());
    }

    @Test
    void what_sf_leaves_running_and_its_colors_hold_nobody_up() throws Exception {
        sf("""
                sleep 60 2> /dev/null &
                echo $! >> left
                case "$*" in
                *show-access-token*) printf '\\033[1m{\\033[0m"status":0,"result":{"accessToken":"%s"}}' ;;
                *) printf '{"status":0,"result":{"accessToken":"[REDACTED]","instanceUrl":"%s"}}' ;;
                esac
                """.formatted(DemoOrg.ADMIN_TOKEN, org.url()));
        Said said = run(folder.resolve("bin"), "app", "status", "--name", "none", "--target-org", "x", "--json");
        assertTrue(said.text().contains("\"app_unknown\""), said.toString());
        List<String> left = Files.readAllLines(folder.resolve("left"));
        assertEquals(2, left.size());
        for (String pid : left) {
            var process = ProcessHandle.of(Long.parseLong(pid));
            assertTrue(process.isPresent(), "sfjwt waited until it had ended");
            process.get().destroy();
        }
    }

    @Test
    void an_older_sf_that_lacks_a_command_says_so_and_the_way_back_names_the_org() throws Exception {
        sf("""
                case "$*" in
                *show-access-token*) echo 'Warning: x' >&2
                    echo ' Error: command org:auth:show-access-token not found' >&2; exit 127 ;;
                *other*) echo '{"status":1,"message":"No authorization information found for other."}'; exit 1 ;;
                *) echo '{"status":0,"result":{"accessToken":"[REDACTED]","instanceUrl":"%s"}}' ;;
                esac
                """.formatted(org.url()));
        Said said = run(folder.resolve("bin"), "app", "status", "--target-org", "my admin");
        assertTrue(said.text().contains("not answer with JSON; it says: Error: command org:auth:show-access-token not"),
                said.toString());
        said = run(folder.resolve("bin"), "app", "status", "--target-org", "the other");
        assertTrue(said.text().contains("sf org login web --alias 'the other'"), said.toString());
    }

    @Test
    void an_sf_that_breaks_off_is_to_be_run_by_itself_with_all_its_arguments() throws Exception {
        sf("echo 'Segmentation fault'");
        Said said = run(folder.resolve("bin"), "app", "status", "--target-org", "my admin");
        assertEquals(5, said.exit(), said.toString());
        assertTrue(said.text().contains("why: sf org display --target-org 'my admin'"), said.toString());
    }

    @Test
    void without_sf_the_other_ways_are_named() throws Exception {
        Said said = run(Files.createDirectory(folder.resolve("empty")), "app", "create", "--user", "a@b",
                "--target-org", "x", "--yes");
        assertEquals(127, said.exit(), said.toString());
        assertTrue(said.text().contains("SF_ACCESS_TOKEN"), said.toString());
    }

    @Test
    void the_real_sf_gives_its_session() throws Exception {
        assumeTrue(Files.exists(SF), "tests/run could not bring the Salesforce CLI");
        real(folder, Map.of("SF_ACCESS_TOKEN", DemoOrg.ADMIN_TOKEN), "org", "login", "access-token", "--no-prompt",
                "--instance-url", org.url().toString(), "--alias", "admin");
        Said said = run(SF.getParent(), "app", "create", "--user", "integration@demo.example", "--target-org", "admin",
                "--yes", "--json");
        assertEquals(0, said.exit(), said.toString());
        assertTrue(said.text().contains("\"username\": \"integration@demo.example\""), said.toString());
    }

    @Test
    void the_real_sf_converts_the_files_and_the_org_takes_the_result() throws Exception {
        assumeTrue(Files.exists(SF), "tests/run could not bring the Salesforce CLI");
        new Sfjwt(folder).run("app", "files", "project", "--name", "CI login", "--email", "a@b.example").exitsWith(0);
        Path project = folder.resolve("project");
        real(project, Map.of(), "project", "convert", "source", "--output-dir", "mdapi");
        var names = new ArrayList<String>();
        byte[] zip = zip(project.resolve("mdapi"), names);
        assertTrue(names.containsAll(List.of("package.xml", "permissionsets/CI_login_Access.permissionset",
                "externalClientApps/CI_login.eca", "extlClntAppGlobalOauthSets/CI_login_global.ecaGlblOauth",
                "extlClntAppOauthSettings/CI_login_oauth.ecaOauth",
                "extlClntAppOauthPolicies/CI_login_oauthPlcy.ecaOauthPlcy",
                "extlClntAppPolicies/CI_login_plcy.ecaPlcy")), names::toString);
        DeployedBySomeoneElse.deploy(org, zip);
        var status = new Sfjwt(folder).administering(org).run("app", "status", "--json").exitsWith(0).json();
        assertEquals("CI_login", status.getJsonObject("app").getString("name"));
    }

    @Test
    void the_real_sf_deploys_the_files_gives_the_permission_set_and_deploys_them_again() throws Exception {
        assumeTrue(Files.exists(SF), "tests/run could not bring the Salesforce CLI");
        real(folder, Map.of("SF_ACCESS_TOKEN", DemoOrg.ADMIN_TOKEN), "org", "login", "access-token", "--no-prompt",
                "--instance-url", org.url().toString(), "--alias", "admin");
        Path project = folder.resolve("project");
        for (String id : List.of("", "00DDEMO00000org2DA")) {
            var files = new ArrayList<>(List.of("app", "files", "project", "--email", "a@b.example", "--json"));
            files.addAll(id.isEmpty() ? List.of() : List.of("--force", "--org-id", id));
            String key = new Sfjwt(folder).run(files.toArray(String[]::new)).exitsWith(0).json()
                    .getString("consumerKey");
            real(project, Map.of("SF_ORG_METADATA_REST_DEPLOY", "true"), "project", "deploy", "start", "--source-dir",
                    "force-app", "--target-org", "admin");
            if (id.isEmpty()) {
                real(project, Map.of(), "org", "assign", "permset", "--name", "sfjwt_Access", "--on-behalf-of",
                        "integration@demo.example", "--target-org", "admin");
            }
            new Sfjwt(folder).run("get-token", "--no-store", "--key-file", "certs/server.key", "--username",
                    "integration@demo.example", "--login-url", org.url().toString(), "--consumer-key", key)
                    .exitsWith(0);
        }
    }

    private void sf(String script) throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(bin.resolve("sf"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(bin.resolve("sf"), PosixFilePermissions.fromString("rwx------"));
    }

    private record Said(int exit, String text) {
    }

    private Said run(Path bin, String... arguments) throws Exception {
        var builder = new Sfjwt(folder).with("SFJWT_STORE_DIR", "store").process(arguments).redirectErrorStream(true);
        builder.environment().putAll(alone());
        builder.environment().put("PATH", bin.endsWith("empty") ? bin.toString()
                : bin + File.pathSeparator + System.getenv("PATH"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes());
        return new Said(process.waitFor(), text);
    }

    private void real(Path where, Map<String, String> more, String... words) throws Exception {
        var command = new ArrayList<>(List.of(SF.toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().putAll(alone());
        builder.environment().putAll(more);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), text);
    }

    private Map<String, String> alone() {
        return new HashMap<>(Map.of("HOME", folder.resolve("home").toString(), "SF_DISABLE_TELEMETRY", "true",
                "SF_USE_GENERIC_UNIX_KEYCHAIN", "true", "SF_AUTOUPDATE_DISABLE", "true",
                "SF_SKIP_NEW_VERSION_CHECK", "true"));
    }

    private static byte[] zip(Path from, List<String> names) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes); var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                names.add(from.relativize(file).toString());
                zip.putNextEntry(new ZipEntry(names.getLast()));
                zip.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }
}
