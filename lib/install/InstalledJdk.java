package lib.install;

/**
 * The JDK that an installed copy's caches were made for; no other JDK can use them.
 */
public final class InstalledJdk {

    /** How the launcher tells the program. */
    static final String PROPERTY = "sfjwt.installed.jdk";

    private InstalledJdk() {
    }

    /** Whether an installed copy runs. */
    public static boolean isKnown() {
        return System.getProperty(PROPERTY) != null;
    }

    /** Whether this is an installed copy that runs on another JDK, or on another release of it. */
    public static boolean hasChanged() {
        return isKnown() && !System.getProperty(PROPERTY).equals(version());
    }

    static String version() {
        return System.getProperty("java.vm.version").replaceAll("[^A-Za-z0-9._+-]", "_");
    }
}
