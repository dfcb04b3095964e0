package lib.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lib.cli.DemoFolder;
import lib.store.StoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's snippets that ask the agent, run as they stand. */
class SnippetsTest {

    private static final Path README = Path.of(System.getProperty("sfjwt.repository"), "README.md");

    @TempDir
    Path temp;

    @Test
    void each_language_gets_the_token() throws Exception {
        try (var demo = new DemoFolder(temp); var agent = new RunningAgent(temp, temp.resolve("sfjwt/agent.sock"),
                new StoreOptions(Optional.empty(), Duration.ofMinutes(15), false), Clock.systemUTC())) {
            String token = agent.get("/v1/token?format=token").body().strip();
            assertEquals(token, run("sh", "snippet.sh", "sh").lines().findFirst().orElse(""));
            assertEquals(token, run("python", "snippet.py", "python3").strip());
            assertEquals(token, run("js", "snippet.js", "node").strip());
            String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
            assertEquals(token, run("java", "Snippet.java", java).strip());
            assertEquals(1, demo.logins());
        }
    }

    /** @param language of the README's block in the section on the agent that asks for a token */
    private String run(String language, String file, String program) throws Exception {
        String section = Files.readString(README).split("## For every process on this machine")[1].split("\n## ")[0];
        var block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(section);
        String code = "";
        while (block.find()) {
            code = block.group(1);
        }
        Files.writeString(temp.resolve(file), code);
        var builder = new ProcessBuilder(List.of(program, temp.resolve(file).toString())).redirectErrorStream(true);
        builder.environment().put("XDG_RUNTIME_DIR", temp.toString());
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
