package lib.ci;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.files.Reason;

/**
 * A file through which a step talks to GitHub's runner: {@code $GITHUB_ENV}, {@code $GITHUB_OUTPUT},
 * {@code $GITHUB_STEP_SUMMARY}.
 */
record GithubFile(String variable, Path path) {

    /** @throws Failure {@code not_on_github} when the runner has not made that file */
    static GithubFile of(String variable, Map<String, String> environment, Path folder) {
        String value = environment.getOrDefault(variable, "");
        Path path = value.isBlank() ? null : InputFile.path(folder, value, variable);
        if (path == null || !Files.isRegularFile(path)) {
            throw Failure.usage("not_on_github", variable + (path == null ? " is not set" : " names no file: " + path)
                    + "; GitHub Actions sets it in every step of a job",
                    "outside GitHub Actions use another --format, such as sh");
        }
        return new GithubFile(variable, path);
    }

    void append(List<Variable> variables) {
        var text = new StringBuilder();
        variables.forEach(variable -> text.append(entry(variable)));
        append(text.toString());
    }

    /** Begins on a line of its own, whatever an earlier command left there. */
    void append(String text) {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            boolean midLine = false;
            if (end > 0) {
                file.seek(end - 1);
                midLine = file.read() != '\n';
            }
            file.seek(end);
            file.write(((midLine ? "\n" : "") + text).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failure.file("file_unwritable", variable + " cannot be written: " + Reason.of(e),
                    "check the free space on the runner").from(e);
        }
    }

    /** The form for any value; the delimiter is random, so that no value can end itself early and set a variable. */
    private static String entry(Variable variable) {
        String delimiter = "sfjwt_" + UUID.randomUUID();
        return variable.name() + "<<" + delimiter + "\n" + variable.value() + "\n" + delimiter + "\n";
    }
}
