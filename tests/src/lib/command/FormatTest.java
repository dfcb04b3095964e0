package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.ci.Format;
import lib.ci.Runner;
import lib.ci.Shell;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.DemoUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code get-token --format}: the token that arrives is one that the demo org takes. */
class FormatTest extends AtDemoOrg {

    private static final String TOKEN = "00D[A-Za-z0-9]+![A-Za-z0-9._]+";

    @ParameterizedTest
    @CsvSource({"sh,dash", "sh,bash", "sh,zsh", "jenkins,dash", "fish,fish"})
    void a_shell_calls_the_org_with_it(String format, String shell) throws Exception {
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--format", format).exitsWith(0);
        String text = format.equals("jenkins") ? Files.readString(folder.resolve("sfjwt.env")) : run.out();
        String read = shell.equals("fish") ? "source" : "eval \"$(cat)\"";
        String call = "; curl -sS -f -H \"Authorization: Bearer $SF_ACCESS_TOKEN\" "
                + "$SF_ORG_INSTANCE_URL/services/data/v66.0/limits";
        assertTrue(Shell.run(text, shell, "-c", read + call).contains("DailyApiRequests"));
    }

    @Test
    void curl_takes_the_configuration_and_the_header_on_stdin() throws Exception {
        String url = demo.org.url() + "/services/data/v66.0/limits";
        String config = demo.sfjwt().run("get-token", "--format", "curl").exitsWith(0).out();
        assertTrue(config.matches("header = \"Authorization: Bearer " + TOKEN + "\"\n"), config);
        assertTrue(Shell.run(config, "curl", "-sS", "-f", "-K", "-", url).contains("DailyApiRequests"));
        String header = demo.sfjwt().run("get-token", "--format", "header").exitsWith(0).out();
        assertTrue(header.matches("Authorization: Bearer " + TOKEN + "\n"), header);
        assertTrue(Shell.run(header, "curl", "-sS", "-f", "-H", "@-", url).contains("DailyApiRequests"));
    }

    /** It would print the token, into a log perhaps, where a file was asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--format=dotenv", "--format=github", "--token-only", "--json", "--all"})
    void a_file_is_refused_where_the_form_writes_none(String form) {
        Sfjwt.Run run = demo.sfjwt().run(Stream.of("get-token", "-o", "prod.env", form, "--no-store")
                .filter(word -> !word.isEmpty()).toArray(String[]::new)).exitsWith(2);
        assertTrue(run.err().contains("--output is for") || run.out().contains("--output is for"), run::toString);
        assertFalse(run.toString().contains("00D"), run::toString);
    }

    @Test
    void env_and_dotenv_are_read_back() throws Exception {
        String env = demo.sfjwt().run("get-token", "--format", "env").exitsWith(0).out();
        Map<String, String> read = env.lines().map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertTrue(read.get("SF_ACCESS_TOKEN").matches(TOKEN), env);
        assertEquals(demo.org.url().toString(), read.get("SF_INSTANCE_URL"));
        assertEquals(demo.org.url().toString(), read.get("SF_ORG_INSTANCE_URL"));
        String dotenv = demo.sfjwt().run("get-token", "--format", "dotenv").exitsWith(0).out();
        String token = Shell.run(dotenv, "python3", "-c", "import dotenv, sys; "
                + "sys.stdout.write(dotenv.dotenv_values(stream=sys.stdin)['SF_ACCESS_TOKEN'])");
        assertTrue(token.matches(TOKEN), token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"powershell", "cmd", "azure"})
    void the_others_have_the_token_in_their_form(String format) {
        String out = demo.sfjwt().run("get-token", "--format", format).exitsWith(0).out();
        List<String> expected = switch (format) {
            case "powershell" -> List.of("\\$env:SF_ACCESS_TOKEN = '" + TOKEN + "'", "\\$env:SF_INSTANCE_URL = '[^']+'",
                    "\\$env:SF_ORG_INSTANCE_URL = '[^']+'");
            case "cmd" -> List.of("set \"SF_ACCESS_TOKEN=" + TOKEN + "\"", "set \"SF_INSTANCE_URL=[^\"]+\"",
                    "set \"SF_ORG_INSTANCE_URL=[^\"]+\"");
            default -> List.of("##vso\\[task.setsecret\\]" + TOKEN,
                    "##vso\\[task.setvariable variable=SF_ACCESS_TOKEN;issecret=true;isoutput=true\\]" + TOKEN,
                    "##vso\\[task.setvariable variable=SF_INSTANCE_URL;isoutput=true\\]http://[^\\]]+",
                    "##vso\\[task.setvariable variable=SF_ORG_INSTANCE_URL;isoutput=true\\]http://[^\\]]+");
        };
        assertTrue(out.matches(String.join("\n", expected) + "\n"), out);
    }

    @ParameterizedTest
    @CsvSource({"github,GITHUB_ENV", "github-output,GITHUB_OUTPUT", "ci,GITHUB_ENV"})
    void on_github_it_goes_into_a_file_and_is_masked_first(String format, String variable) throws Exception {
        Path file = Files.createFile(folder.resolve("runner-file"));
        Sfjwt.Run run = onGithub().with(variable, file.toString()).run("get-token", "--format", format, "--verbose")
                .exitsWith(0);
        Map<String, String> variables = Runner.variables(Files.readString(file));
        String token = variables.get("SF_ACCESS_TOKEN");
        assertTrue(token.matches(TOKEN), token);
        assertEquals(demo.org.url().toString(), variables.get("SF_INSTANCE_URL"));
        assertEquals("::add-mask::" + token + "\n", run.out());
        assertTrue(run.err().contains("written to " + variable), run::toString);
        assertFalse(Runner.shown(run.err() + run.out()).contains(token), run::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--token-only", "--json", "--show-secrets", "--format=sh", "--format=curl",
        "--format=header"})
    void on_github_whatever_prints_a_token_masks_it_first(String option) {
        Sfjwt.Run run = onGithub().run("get-token", option).exitsWith(0);
        assertTrue(run.out().matches("(?s).*" + TOKEN + ".*"), run::toString);
        String shown = Runner.shown(run.err() + run.out());
        assertFalse(shown.matches("(?s).*00D[A-Za-z0-9]+(!|%21)[A-Za-z0-9._]+.*"), shown);
    }

    @Test
    void outside_ci_nothing_is_masked_and_nothing_detected() {
        assertEquals("", demo.sfjwt().run("get-token", "--token-only").exitsWith(0).err());
        fails(demo.sfjwt().with("CI", "true").with("GITHUB_ACTIONS", "false"), 2, "ci", "found no CI system");
        fails(demo.sfjwt(), 2, "github", "GITHUB_ENV is not set");
    }

    @Test
    void gitlab_stores_a_token_only_when_told_to() throws Exception {
        Sfjwt gitlab = demo.sfjwt().with("GITLAB_CI", "true");
        int before = demo.org.requests().size();
        fails(gitlab, 2, "ci", "GitLab stores a dotenv report as an artifact");
        fails(gitlab, 2, "gitlab", "GitLab stores a dotenv report as an artifact");
        assertEquals(before, demo.org.requests().size(), "refused before a login is spent");
        assertFalse(Files.exists(folder.resolve("sfjwt.env")));

        gitlab.run("get-token", "--format", "ci", "--allow-secret-artifact", "-o", "report.env").exitsWith(0);
        Path report = folder.resolve("report.env");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(report)));
        // GitLab's ParseDotenvArtifactService takes /^(.*?)=(.*)$/ and strips both
        for (String line : Files.readString(report).split("\n")) {
            assertTrue(line.matches("[A-Z_]+=[^\\s'\"#]+"), line);
        }
    }

    @Test
    void jenkins_sees_no_token_although_it_traces() throws Exception {
        demo.sfjwt().with("JENKINS_URL", "https://jenkins.example/").run("get-token", "--format", "ci").exitsWith(0);
        Path file = folder.resolve("sfjwt.env");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        for (String shell : List.of("dash", "bash")) {
            var builder = new ProcessBuilder(shell, "-xe", "-c", ". ./sfjwt.env; : \"$SF_ACCESS_TOKEN\"; echo here");
            Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
            String log = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), log);
            assertTrue(log.contains("+ . ./sfjwt.env") && log.endsWith("here\n"), log);
            assertFalse(log.contains("00D"), log);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sfjwt.env", "my out/token.env", "../token.env"})
    void jenkins_is_told_a_command_that_works_where_it_runs(String file) throws Exception {
        Path here = Files.createDirectories(folder.resolve("job"));
        Files.createDirectories(here.resolve("my out"));
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--format", "jenkins", "-o", here.resolve(file).toString())
                .exitsWith(0);
        String command = run.err().replaceAll("\\s+", " ").replaceAll(".*in the same sh step: (.*?) ?$", "$1");
        Process shell = new ProcessBuilder("dash", "-c", command + " && echo \"$SF_ACCESS_TOKEN\"")
                .directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes());
        assertEquals(0, shell.waitFor(), command + ": " + said);
        assertTrue(said.startsWith("00D"), said);
    }

    @Test
    void the_file_of_an_earlier_build_is_replaced() throws Exception {
        Path file = folder.resolve("sfjwt.env");
        for (String format : List.of("jenkins", "gitlab")) {
            String[] command = {"get-token", "--format", format, "--allow-secret-artifact", "--fresh"};
            demo.sfjwt().run(command).exitsWith(0);
            String first = Files.readString(file);
            demo.sfjwt().run(command).exitsWith(0);
            assertFalse(Files.readString(file).equals(first));
        }
        try (var files = Files.list(folder)) {
            assertEquals(1, files.filter(one -> one.toString().contains("sfjwt.env")).count());
        }
    }

    @Test
    void a_file_that_only_begins_as_ours_is_a_persons() throws Exception {
        Path file = folder.resolve("sfjwt.env");
        demo.sfjwt().run("get-token", "--format", "jenkins").exitsWith(0);
        Files.writeString(file, Files.readString(file) + "DATABASE_URL=mine\n");
        String before = Files.readString(file);
        demo.sfjwt().run("get-token", "--format", "jenkins").exitsWith(3);
        assertEquals(before, Files.readString(file));
    }

    @Test
    void a_file_in_the_way_stays_as_it_is_and_costs_no_login() throws Exception {
        Path file = Files.writeString(folder.resolve("sfjwt.env"), "mine");
        int before = demo.org.requests().size();
        fails(demo.sfjwt(), 3, "jenkins", file + " exists already");
        assertEquals(before, demo.org.requests().size());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void two_answers_to_what_is_printed_are_refused() {
        demo.sfjwt().run("get-token", "--format", "sh", "--json").failsWith(2, "two_outputs");
        for (String other : List.of("--token-only", "--show-secrets")) {
            Sfjwt.Run run = demo.sfjwt().run("get-token", "--format", "sh", other).exitsWith(2);
            assertTrue(run.err().contains("--format and " + other), run::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"sh,dash", "sh,bash", "sh,zsh", "fish,fish"})
    void a_shell_that_evaluates_a_failure_learns_of_it(String format, String shell) throws Exception {
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--format", format, "--username", DemoUser.INACTIVE.username())
                .exitsWith(4);
        String script = shell.equals("fish") ? "source; echo $status" : "eval \"$(cat)\"; echo $?";
        assertEquals("4\n", Shell.run(run.out(), shell, "-c", script));
        run = demo.sfjwt().run("get-token", "--format=curl", "--username", DemoUser.INACTIVE.username()).exitsWith(4);
        assertEquals("", run.out());
    }

    @Test
    void an_unknown_form_is_answered_with_all_there_are() {
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--format", "bash").exitsWith(2);
        Format.words().forEach(word -> assertTrue(run.err().contains(word), word));
    }

    @Test
    void a_failure_on_github_is_an_annotation_and_a_summary_and_json_stays_one_document() throws Exception {
        Path summary = Files.createFile(folder.resolve("summary"));
        Sfjwt github = onGithub().with("GITHUB_STEP_SUMMARY", summary.toString());
        Sfjwt.Run run = github.run("get-token", "--json", "--username", DemoUser.NOT_APPROVED.username()).exitsWith(4);
        assertEquals(4, run.json().getInt("exitCode"));
        List<Runner.Command> commands = Runner.commands(run.err());
        assertEquals(1, commands.size(), run::toString);
        assertEquals("error", commands.getFirst().name());
        assertEquals("sfjwt: user_not_admin_approved", commands.getFirst().properties().get("title"));
        assertEquals(run.json().getString("error") + "\nfix: " + run.json().getString("fix"),
                commands.getFirst().data());
        assertTrue(Files.readString(summary).startsWith("### sfjwt: user\\_not\\_admin\\_approved\n"));

        run = github.run("get-tokn").exitsWith(2);
        assertTrue(run.err().startsWith("sfjwt: error: "), run::toString);
        assertEquals("sfjwt: bad_arguments", Runner.commands(run.err()).getFirst().properties().get("title"));
        assertEquals(2, Files.readString(summary).split("### sfjwt").length - 1);
    }

    @Test
    void a_summary_that_cannot_be_written_changes_nothing_else() {
        Sfjwt.Run without = onGithub().run("verify-key", "no").exitsWith(3);
        Sfjwt.Run with = onGithub().with("GITHUB_STEP_SUMMARY", folder.resolve("no/where").toString())
                .run("verify-key", "no").exitsWith(3);
        assertEquals(without.err(), with.err());
    }

    @Test
    void names_from_outside_are_no_commands() {
        String hostile = "x\n::add-path::/tmp\n ##[add-path]y";
        Sfjwt.Run run = onGithub().run("verify-key", hostile).exitsWith(3);
        assertEquals(List.of("error"), Runner.commands(run.err()).stream().map(Runner.Command::name).toList(),
                run::toString);
        run = onGithub().run("verify-key", hostile, "--json").exitsWith(3);
        assertEquals(List.of(), Runner.commands(run.out()), run::toString);
        assertTrue(run.json().getString("error").contains(hostile.replace('\n', ' ')), run::toString);
        assertNotEquals(List.of(), Runner.commands(demo.sfjwt().run("verify-key", hostile).err()), "the test itself");
    }

    private Sfjwt onGithub() {
        return demo.sfjwt().with("GITHUB_ACTIONS", "true");
    }

    private static void fails(Sfjwt sfjwt, int exit, String format, String words) {
        Sfjwt.Run run = sfjwt.run("get-token", "--format", format).exitsWith(exit);
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("sfjwt: error: " + words), run::toString);
    }
}
