package lib.config;

import java.nio.file.Path;

/**
 * Where the private key is: in a file, or in the value of an environment variable.
 */
public sealed interface KeySource {

    /** A key file; the path is absolute or relative to the current folder. */
    record InFile(Path path) implements KeySource {
    }

    /** The key itself, as PEM text that may have been bent on its way through a CI system. */
    record InVariable(String text, String variable) implements KeySource {
        /** Names the variable only: the text is a secret. */
        @Override
        public String toString() {
            return variable;
        }
    }
}
