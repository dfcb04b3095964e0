package lib.doctor;

import java.util.Locale;

/**
 * The parts of an examination, in order; each reaches further than the one before.
 */
public enum Phase {
    OFFLINE("On this machine"),
    NETWORK("The way to Salesforce"),
    LOGIN("The login"),
    ACCESS("What the token can do"),
    /** Only where an administrator's session was given. */
    ORG("What the org says to an administrator");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Its name in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
