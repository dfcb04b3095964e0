package lib.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lib.ci.Shell;
import lib.cli.Sfjwt;
import lib.keys.ChildJvm;
import lib.keys.Tool;
import lib.text.ShellQuote;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shells themselves offer with our scripts. */
class CompletionTest {

    private static final String PROFILES = """
            {"consumerKey": "a \\"profiles\\": {\\"no\\": 1}", "x": {"profiles": {"no": 1}},
             "y": ["profiles", {"no": {}}],
             "profiles": {"prod": {"subject": "no", "deep": {"no": 1}}, "pre-prod.eu": {}, "dev" : {"x": ["no"]},
               "$(touch broken)": {}, "`touch broken`": {}, "a b": {}, "quo\\"te": {}, "pr'x": {}, "prüfung": {}},
             "no": {}}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        Files.writeString(folder.resolve("jwt.json"), PROFILES);
        Files.createDirectory(folder.resolve("orgs"));
        Files.createFile(folder.resolve("other.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void commands_options_values_files_and_profiles_are_completed(String shell) throws Exception {
        assertEquals(List.of("get-token"), offered(shell, "get-t"));
        assertEquals(List.of("--token-only"), offered(shell, "get-token --token"));
        assertEquals(List.of("--no-sandbox"), offered(shell, "get-token --no-sa"));
        assertEquals(List.of("github", "github-output", "gitlab"), offered(shell, "get-token --format gi"));
        assertEquals(List.of("other.json"), offered(shell, "get-token --config oth"));
        assertEquals(List.of("pre-prod.eu", "prod"), offered(shell, "get-token --profile pr"));
        assertEquals(List.of("dev"), offered(shell, "steps --profile d"));
        assertEquals(List.of("fish"), offered(shell, "completion f"));
        assertEquals(List.of("exit-codes"), offered(shell, "help exi"));
        assertEquals(List.of("verify-key"), offered(shell, "help v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void a_jwt_json_of_somebody_else_runs_nothing(String shell) throws Exception {
        assertEquals(List.of("dev", "pre-prod.eu", "prod"), offered(shell, "get-token --profile "));
        assertFalse(Files.exists(folder.resolve("broken")));
        Files.delete(folder.resolve("jwt.json"));
        assertEquals(List.of(), offered(shell, "get-token --profile pr"));
        Files.writeString(folder.resolve("jwt.json"), "{\"profiles\": {\"a\": {\"b");
        assertEquals(List.of("a"), offered(shell, "get-token --profile a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void a_jwt_json_without_an_end_is_not_read(String shell) throws Exception {
        Path file = folder.resolve("jwt.json");
        Files.delete(file);
        Tool.run(file.getParent(), "mkfifo", file.toString());
        assertTimeoutPreemptively(Duration.ofSeconds(60),
                () -> assertEquals(List.of(), offered(shell, "get-token --profile p")));
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertTimeoutPreemptively(Duration.ofSeconds(60),
                () -> assertEquals(List.of(), offered(shell, "get-token --profile p")));
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(List.of(), offered(shell, "get-token --profile p"));
    }

    @Test
    void the_lines_of_the_readme_work_in_a_fresh_home() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path bin = Files.createDirectory(folder.resolve("bin"));
        String java = ChildJvm.command(List.of("-XX:TieredStopAtLevel=1"), Sfjwt.root()).stream()
                .map(ShellQuote::sh).collect(Collectors.joining(" "));
        Path sfjwt = Files.writeString(bin.resolve("sfjwt"), "#!/bin/sh\nexec " + java + " \"$@\"\n");
        assertTrue(sfjwt.toFile().setExecutable(true));
        String readme = Files.readString(Path.of(System.getProperty("sfjwt.repository"), "README.md"));
        String lines = readme.replaceFirst("(?s).*```sh\\R(# bash.*?)```.*", "$1");
        Shell.run("", "sh", "-ec", "export HOME='" + home + "' PATH='" + bin + "':\"$PATH\"\n" + lines);
        for (String file : List.of(".local/share/bash-completion/completions/sfjwt", ".sfjwt.zsh",
                ".config/fish/completions/sfjwt.fish", ".local/share/man/man1/sfjwt-get-token.1")) {
            assertTrue(Files.size(home.resolve(file)) > 100, file);
        }
    }

    /** What complete(1p) of the shell finds; zsh in a pseudo-terminal, as it completes nowhere else. */
    private List<String> offered(String shell, String line) throws Exception {
        Path script = folder.resolve("completion." + shell);
        if (!Files.exists(script)) {
            Files.writeString(script, new Sfjwt(folder).run("completion", shell).exitsWith(0).out());
        }
        String out = switch (shell) {
            case "bash" -> Shell.run("", "bash", "--norc", "-c", """
                    compopt() { :; } # it works in a real completion only
                    cd "$1"; source completion.bash
                    COMP_WORDS=(sfjwt $2); [[ $2 == *' ' ]] && COMP_WORDS+=('')
                    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="sfjwt $2"
                    _complete_sfjwt; printf '%s\\n' "${COMPREPLY[@]}"
                    """, "-", folder.toString(), line);
            case "fish" -> Shell.run("", "fish", "--no-config", "-c",
                    "cd $argv[1]; source completion.fish; complete -C \"sfjwt $argv[2]\"", folder.toString(), line);
            // the marks are written in two parts, so that the echo of what is typed is not taken for the answer
            default -> Shell.run("", "zsh", "-f", "-c", """
                    zmodload zsh/zpty; zpty z zsh -f -i
                    zpty -w z "PS1= PS2=; stty -echo; cd '$1'; autoload -U compinit; compinit -u -d '$1/dump'"
                    zpty -w z "source completion.zsh; zstyle ':completion:*' list-colors ''"
                    zpty -w z 'list() { compadd() { builtin compadd -O found "$@"; words_found+=("${found[@]}"); \\
                        builtin compadd "$@" }; zle list-choices; print -rl -- "<""<" $words_found ">"">"; exit }'
                    zpty -w z 'typeset -ga words_found found; zle -N list; bindkey "^T" list; print rea""dy'
                    zpty -r z out '*ready*'
                    zpty -n -w z "sfjwt $2"$'\\x14'
                    zpty -r z out '*>>*'; print -r -- "${${out##*<<}%%>>*}"
                    """, "-", folder.toString(), line);
        };
        assertFalse(out.contains("command not found"), out);
        return List.copyOf(new TreeSet<>(out.lines().map(word -> word.replaceAll("\t.*|\r", "").strip())
                .filter(word -> !word.isEmpty()).toList()));
    }

    @Test
    void an_unknown_shell_is_named() {
        Sfjwt.Run run = new Sfjwt(folder).run("completion", "tcsh").exitsWith(2);
        assertTrue(run.err().contains("\"tcsh\""), run::toString);
        assertTrue(new Sfjwt(folder).run("completion", "fish", "--json").exitsWith(0).json().getString("script")
                .contains("complete -c sfjwt"));
    }
}
