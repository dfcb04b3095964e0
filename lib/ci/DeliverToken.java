package lib.ci;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;
import lib.files.FromFolder;
import lib.text.ShellQuote;
import lib.token.TokenAnswer;

/**
 * Hands a token on in the form that a shell, a tool or a CI system reads.
 */
public final class DeliverToken {

    private static final Text.Command IN_SHELL = Fix.command("get-token", "--format", "sh");

    /** The file of the formats that write one. */
    public static final String DEFAULT_FILE = "sfjwt.env";

    /** {@code stringData}, because that is read as it is, and {@code data} in base64. */
    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: salesforce-token
            type: Opaque
            stringData:
            """;

    private static final int LARGEST_GITLAB_REPORT = 5 * 1024;

    /**
     * @param folder what relative paths are relative to
     * @param file where gitlab and jenkins write
     * @param allowSecretArtifact whether GitLab may store the token
     */
    public record Request(Format format, Map<String, String> environment, Path folder, Path file,
            boolean allowSecretArtifact) {

        /** The same with the CI system told; every reason to fail that is known before a login is thrown here. */
        public Request checked() {
            Format told = format.in(environment);
            switch (told) {
                case GITHUB, GITHUB_OUTPUT -> github(told);
                case GITLAB -> {
                    if (!allowSecretArtifact) {
                        throw Failure.usage("secret_artifact", "GitLab stores a dotenv report as an artifact: everyone "
                                + "who may see the job could download the token, and no log would mask it",
                                Fix.of("get the token in the job that uses it: eval \"$(", IN_SHELL,
                                        ")\"; or accept this with --allow-secret-artifact"));
                    }
                    sourced().refuseIfTaken();
                }
                case JENKINS -> sourced().refuseIfTaken();
                default -> { }
            }
            return new Request(told, environment, folder, file, allowSecretArtifact);
        }

        private GithubFile github(Format told) {
            return GithubFile.of(told == Format.GITHUB ? "GITHUB_ENV" : "GITHUB_OUTPUT", environment, folder);
        }

        private SourcedFile sourced() {
            return new SourcedFile(file);
        }
    }

    /**
     * @param stdout to be printed as it is, each line ended by a line feed alone
     * @param notes for a person: what was written where, and how to use it
     */
    public record Result(String stdout, List<String> notes) {
        /** The text holds the token. */
        @Override
        public String toString() {
            return "Result" + notes;
        }
    }

    public Result run(Request given, TokenAnswer answer) {
        Request request = given.checked();
        List<Variable> variables = Variable.of(answer);
        return switch (request.format()) {
            case ENV -> printed(variables, Assignment::env);
            case SH -> printed(variables, Assignment::sh);
            case FISH -> printed(variables, Assignment::fish);
            case POWERSHELL -> printed(variables, Assignment::powershell);
            case CMD -> printed(variables, Assignment::cmd);
            case DOTENV -> printed(variables, Assignment::dotenv);
            case HEADER -> new Result(header(answer) + "\n", List.of());
            case CURL -> new Result("header = \"" + header(answer).replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n",
                    List.of());
            case K8S -> new Result(SECRET + lines(variables, Assignment::yaml), List.of());
            case GITHUB, GITHUB_OUTPUT -> github(request, variables);
            case AZURE -> azure(variables);
            case GITLAB -> gitlab(request, variables);
            case JENKINS -> jenkins(request, variables);
            case CI -> throw new IllegalStateException("checked() tells the system");
        };
    }

    private static Result printed(List<Variable> variables, Function<Variable, String> line) {
        return new Result(lines(variables, line), List.of());
    }

    private static String lines(List<Variable> variables, Function<Variable, String> line) {
        return variables.stream().map(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String header(TokenAnswer answer) {
        return "Authorization: " + answer.authorization();
    }

    private static Result github(Request request, List<Variable> variables) {
        GithubFile file = request.github(request.format());
        file.append(variables);
        String use = request.format() == Format.GITHUB ? "later steps have them as variables"
                : "use ${{ steps.ID.outputs.SF_ACCESS_TOKEN }}";
        return new Result(hiding(variables, WorkflowCommand::mask),
                List.of(names(variables) + " written to " + file.variable() + ": " + use));
    }

    private static Result azure(List<Variable> variables) {
        return new Result(hiding(variables, AzureCommand::secret) + lines(variables, AzureCommand::variable),
                List.of());
    }

    /** The commands that hide what is secret in the log. */
    private static String hiding(List<Variable> variables, Function<String, List<String>> commands) {
        return variables.stream().filter(Variable::secret).flatMap(one -> commands.apply(one.value()).stream())
                .map(line -> line + "\n").collect(Collectors.joining());
    }

    private static Result gitlab(Request request, List<Variable> variables) {
        String text = lines(variables, Assignment::env);
        if (text.length() >= LARGEST_GITLAB_REPORT) {
            throw Failure.usage("report_too_large", "the report would have " + text.length()
                    + " bytes, and GitLab takes less than 5 KiB",
                    Fix.of("use eval \"$(", IN_SHELL, ")\" in the job"));
        }
        return file(request, variables, text,
                "declare it: artifacts: reports: dotenv: " + FromFolder.name(request.folder(), request.file()));
    }

    /** Jenkins runs sh steps with -x, which would print each line, and later each command that uses the token. */
    private static Result jenkins(Request request, List<Variable> variables) {
        String text = "{ set +x; } 2>/dev/null\n" + lines(variables, Assignment::sh);
        String file = FromFolder.name(request.folder(), request.file()).toString();
        return file(request, variables, text, "in the same sh step: . "
                + ShellQuote.sh(file.startsWith("/") ? file : "./" + file) + " && rm " + ShellQuote.sh(file));
    }

    private static Result file(Request request, List<Variable> variables, String text, String use) {
        request.sourced().write(text);
        return new Result("", List.of(names(variables) + " written to " + request.file() + "; " + use));
    }

    private static String names(List<Variable> variables) {
        return variables.stream().map(Variable::name).collect(Collectors.joining(", "));
    }
}
