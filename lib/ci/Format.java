package lib.ci;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lib.failure.Failure;
import lib.text.Quoted;

/**
 * The forms in which a token can be handed on.
 */
public enum Format {
    ENV("NAME=value lines, as docker --env-file reads them"),
    SH("export lines for eval in sh, bash and zsh"),
    FISH("set lines for source in fish"),
    POWERSHELL("$env: lines for Invoke-Expression"),
    CMD("set lines for a batch file or for /f"),
    DOTENV("a .env file"),
    HEADER("the Authorization header, for curl -H @-"),
    CURL("a configuration with that header, for curl -K -"),
    K8S("a Secret manifest, for kubectl apply -f -"),
    GITHUB("into $GITHUB_ENV, for the job's later steps; masked"),
    GITHUB_OUTPUT("into $GITHUB_OUTPUT, as outputs of this step; masked"),
    GITLAB("a dotenv report; it stores the token, so it needs --allow-secret-artifact"),
    AZURE("logging commands: secret output variables of this step; masked"),
    JENKINS("a file to source that also turns tracing off"),
    CI("the form of the CI system that this runs in");

    private final String meaning;

    Format(String meaning) {
        this.meaning = meaning;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String meaning() {
        return meaning;
    }

    /** Whether it is text for stdout and nothing else, the same on every machine. */
    public boolean isPrinted() {
        return compareTo(GITHUB) < 0;
    }

    /** Whether it can be one of those that write a file whose place can be chosen. */
    public boolean takesFile() {
        return this == GITLAB || this == JENKINS || this == CI;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }

    /** @throws Failure {@code bad_format} */
    public static Format of(String word) {
        return Arrays.stream(values()).filter(format -> format.word().equalsIgnoreCase(word)).findFirst()
                .orElseThrow(() -> Failure.usage("bad_format", "there is no format " + Quoted.value(word),
                        (word.equalsIgnoreCase("json") ? "for JSON, give --json instead; else " : "") + "use one of "
                                + String.join(", ", words())));
    }

    /** This format, or for {@link #CI} the one of the system at hand; {@code ci_unknown} where there is not one. */
    Format in(Map<String, String> environment) {
        if (this != CI) {
            return this;
        }
        CiSystem system = CiSystem.detect(environment).orElseThrow(() -> Failure.usage("ci_unknown",
                "found no CI system: GITHUB_ACTIONS, GITLAB_CI, TF_BUILD and JENKINS_URL are not set",
                "name the form: --format " + Arrays.stream(values()).filter(format -> format != CI).map(Format::word)
                        .collect(Collectors.joining(", "))));
        return valueOf(system.name());
    }
}
