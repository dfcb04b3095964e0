package lib.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import lib.failure.Failure;
import lib.files.AtExit;

/**
 * Asks at the terminal while stdout goes elsewhere, as in {@code TOKEN=$(sfjwt get-token --token-only)}, where Java's
 * own console gives up. Opens /dev/tty, as ssh and openssl do.
 */
record TtyQuestions(Charset charset) implements Terminal.Questions {

    static final Path TTY = Path.of("/dev/tty");

    @Override
    public String ask(String question) {
        String answer = read(question);
        if (answer == null) {
            write("\n"); // Ctrl-D leaves the line open
            return null;
        }
        return answer.strip();
    }

    @Override
    public char[] askSecret(String question) {
        try (var _ = new AtExit(() -> echo(true))) { // Ctrl-C must not leave a terminal that shows nothing
            echo(false);
            try {
                String answer = read(question);
                write("\n");
                return answer == null ? null : answer.toCharArray();
            } finally {
                echo(true);
            }
        }
    }

    private String read(String question) {
        write(question);
        try (var in = new FileInputStream(TTY.toFile())) {
            return PastedAnswer.from(line(in), () -> line(in));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** No byte further than its end: what was typed ahead answers the next question. Null at the end of the input. */
    private String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        int one = in.read();
        boolean ended = one < 0;
        while (one >= 0 && one != '\n') {
            line.write(one);
            one = in.read();
        }
        return ended ? null : line.toString(charset);
    }

    private void write(String text) {
        try (var out = new FileOutputStream(TTY.toFile())) {
            out.write(text.getBytes(charset));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Java has no tcsetattr(3). */
    private static void echo(boolean on) {
        try {
            new ProcessBuilder("stty", on ? "echo" : "-echo").redirectInput(TTY.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor();
        } catch (IOException e) {
            throw unusable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Failure unusable(IOException e) {
        return Failure.usage("no_answer", "nothing can be asked at this terminal: " + e.getMessage(),
                "give the value as an option, in the environment or in a file").from(e);
    }
}
