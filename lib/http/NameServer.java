package lib.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Tells a name that does not exist from a name server that gives no answer. The JDK throws the same for both, and where
 * it adds a reason, that is a sentence in the language of the system.
 */
final class NameServer {

    /** There as long as there is a Salesforce. */
    private static final String WELL_KNOWN = "login.salesforce.com";

    /** No name at all is found. */
    static final class Silent extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Silent(String message) {
            super(message);
        }
    }

    /**
     * The very failure, or {@link Silent} where a name that exists is not found either.
     *
     * @param host the name that was looked up; empty where it is a proxy's
     */
    static UnknownHostException judged(UnknownHostException notFound, String host) {
        try {
            if (!WELL_KNOWN.equalsIgnoreCase(host)) {
                InetAddress.getByName(WELL_KNOWN);
                return notFound;
            }
        } catch (UnknownHostException e) {
            // that one is not found either
        }
        var silent = new Silent(notFound.getMessage());
        silent.initCause(notFound);
        return silent;
    }
}
