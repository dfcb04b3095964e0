package lib.catalog;

/**
 * Which sfjwt this is. {@code --version}, the dashboard and {@code tests/release} read it here.
 */
public final class Version {

    public static final String NUMBER = "1.0.0";

    private Version() {
    }
}
