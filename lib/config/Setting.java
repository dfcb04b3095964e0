package lib.config;

/**
 * A value and the name of the place it came from, as a message should call it: {@code --username},
 * {@code SFJWT_USERNAME}, {@code "subject" in prod/jwt.json}.
 */
public record Setting<T>(T value, String name) {

    /** The place only: the value may be a secret, or one that strayed there. */
    @Override
    public String toString() {
        return name;
    }
}
