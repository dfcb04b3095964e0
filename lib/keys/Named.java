package lib.keys;

import java.nio.file.Path;
import lib.text.ShellQuote;

/**
 * What a message is about: how it calls it, and the file where it is one, for the command that mends it.
 *
 * @param file null where it came through a variable, through stdin or out of a token
 */
public record Named(String name, Path file) {

    public static Named of(String name) {
        return new Named(name, null);
    }

    static Named key(Path file) {
        return new Named("private key " + file, file);
    }

    static Named certificate(Path file) {
        return new Named("certificate " + file, file);
    }

    boolean isFile() {
        return file != null;
    }

    /** For a command to type. */
    String inCommand() {
        return isFile() ? ShellQuote.sh(file.toString()) : "FILE";
    }

    @Override
    public String toString() {
        return name;
    }
}
