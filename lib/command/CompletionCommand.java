package lib.command;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.failure.Failure;
import lib.manual.CompletionScript;
import lib.text.Quoted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code sfjwt completion}: the script that lets a shell complete commands, options and profiles.
 */
@Command(name = "completion",
        description = "Print the script that lets a shell complete commands, options, values and profile names.",
        footer = {"  sfjwt completion zsh > ~/.sfjwt.zsh; echo 'source ~/.sfjwt.zsh' >> ~/.zshrc",
            "  mkdir -p ~/.local/share/bash-completion/completions",
            "  sfjwt completion bash > ~/.local/share/bash-completion/completions/sfjwt",
            "  mkdir -p ~/.config/fish/completions; sfjwt completion fish > ~/.config/fish/completions/sfjwt.fish"})
public final class CompletionCommand extends ToolCommand {

    @Parameters(paramLabel = "SHELL", completionCandidates = Shells.class, description = "bash, zsh or fish.")
    String shell;

    @Override
    protected void run(Output out) {
        String script = switch (shell) {
            case "bash", "zsh" -> CompletionScript.bash(spec.root());
            case "fish" -> CompletionScript.fish(spec.root());
            default -> throw Failure.usage("unknown_shell", "there is no completion for " + Quoted.value(shell),
                    "use bash, zsh or fish");
        };
        out.answer(() -> Json.createObjectBuilder().add("shell", shell).add("script", script).build(),
                () -> out.exactly(script));
    }

    /** For completion itself. */
    static final class Shells extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Shells() {
            super(List.of("bash", "zsh", "fish"));
        }
    }
}
