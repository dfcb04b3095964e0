package lib.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lib.files.OnPath;

/**
 * The git command, asked whether it keeps a file.
 */
record Git(Path program) {

    private static final int SECONDS = 10;

    enum Answer {
        TRACKED, NOT_TRACKED, NO_REPOSITORY, CANNOT_TELL
    }

    static Optional<Git> find(String path) {
        return OnPath.find("git", path).map(Git::new);
    }

    Answer ask(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        // a repository's own settings may name a program for git to run (core.fsmonitor)
        var command = new ProcessBuilder(program.toString(), "-c", "core.fsmonitor=false", "ls-files",
                "--error-unmatch", "--", whole.getFileName().toString());
        command.directory(whole.getParent().toFile()).redirectErrorStream(true);
        command.environment().put("LC_ALL", "C");
        // else a name with * or [ in it is a pattern
        command.environment().put("GIT_LITERAL_PATHSPECS", "1");
        Process git = null;
        try {
            git = command.start();
            git.getOutputStream().close();
            if (!git.waitFor(SECONDS, TimeUnit.SECONDS)) {
                return Answer.CANNOT_TELL;
            }
            String said = new String(git.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
            return switch (git.exitValue()) {
                case 0 -> Answer.TRACKED;
                case 1 -> Answer.NOT_TRACKED;
                default -> said.contains("not a git repository") ? Answer.NO_REPOSITORY : Answer.CANNOT_TELL;
            };
        } catch (IOException e) {
            return Answer.CANNOT_TELL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.CANNOT_TELL;
        } finally {
            if (git != null) {
                git.destroyForcibly();
            }
        }
    }
}
