package lib.ci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;
import lib.files.FromFolder;
import lib.files.InputFile;
import lib.files.Reason;
import lib.files.SecretFiles;
import lib.text.ShellQuote;
import lib.token.TokenAnswer;

/**
 * Hands a token on in the form that a shell, a tool or a CI system reads.
 */
public final class DeliverToken {

    private static final Text.Command IN_SHELL = Fix.command("get-token", "--format", "sh");

    /** The file of the formats that write one. */
    public static final String DEFAULT_FILE = "sfjwt.env";

    private static final int LARGEST_OWN = 64 * 1024;
    private static final Pattern OWN_LINE = Pattern.compile("\\{ set \\+x; \\} 2>/dev/null"
            + "|(export )?SF_(ACCESS_TOKEN|INSTANCE_URL|ORG_INSTANCE_URL)=.*");

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
                                        ")\"; or accept this "
                                        + "with --allow-secret-artifact"));
                    }
                    refuseIfTaken();
                }
                case JENKINS -> refuseIfTaken();
                default -> { }
            }
            return new Request(told, environment, folder, file, allowSecretArtifact);
        }

        private GithubFile github(Format told) {
            return GithubFile.of(told == Format.GITHUB ? "GITHUB_ENV" : "GITHUB_OUTPUT", environment, folder);
        }

        private void refuseIfTaken() {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOurs()) {
                throw Failure.file("file_exists", file + " exists already, and does not hold what sfjwt wrote",
                        "remove it, or name another file with --output");
            }
        }

        /** What an earlier build left in the workspace may be replaced. */
        private boolean isOurs() {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            String text = new String(InputFile.read(file, "file", LARGEST_OWN), StandardCharsets.UTF_8);
            return !text.isEmpty() && text.lines().allMatch(OWN_LINE.asMatchPredicate());
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
        String masks = variables.stream().filter(Variable::secret)
                .flatMap(one -> WorkflowCommand.mask(one.value()).stream())
                .map(line -> line + "\n").collect(Collectors.joining());
        String use = request.format() == Format.GITHUB ? "later steps have them as variables"
                : "use ${{ steps.ID.outputs.SF_ACCESS_TOKEN }}";
        return new Result(masks, List.of(names(variables) + " written to " + file.variable() + ": " + use));
    }

    private static Result azure(List<Variable> variables) {
        String secrets = variables.stream().filter(Variable::secret)
                .flatMap(one -> AzureCommand.secret(one.value()).stream())
                .map(line -> line + "\n").collect(Collectors.joining());
        return new Result(secrets + lines(variables, AzureCommand::variable), List.of());
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
        var file = new SecretFiles.NewFile(request.file(), text.getBytes(StandardCharsets.UTF_8));
        removeOwn(request.file());
        SecretFiles.publish(List.of(file), false);
        return new Result("", List.of(names(variables) + " written to " + request.file() + "; " + use));
    }

    /** It holds a token that is of no use any more, so no backup is kept. */
    private static void removeOwn(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Failure.file("file_unwritable", file + " cannot be replaced: " + Reason.of(e),
                    "remove it, or name another file with --output").from(e);
        }
    }

    private static String names(List<Variable> variables) {
        return variables.stream().map(Variable::name).collect(Collectors.joining(", "));
    }
}
