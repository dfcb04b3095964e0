package lib.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What sfjwt writes into the description of what it makes: that it made it, and which certificate the app has, which no
 * query shows.
 *
 * @param fingerprint SHA-256 of the certificate
 */
public record MadeBySfjwt(String fingerprint, LocalDate until) {

    private static final String BEGINNING = "Made by sfjwt";
    private static final Pattern CERTIFICATE = Pattern.compile(
            "SHA-256 ((?:[0-9A-F]{2}:){31}[0-9A-F]{2}), valid until ([0-9]{4}-[0-9]{2}-[0-9]{2})");

    public static MadeBySfjwt of(String fingerprint, Instant notAfter) {
        return new MadeBySfjwt(fingerprint, LocalDate.ofInstant(notAfter, ZoneOffset.UTC));
    }

    /** For the app's description. */
    public String words() {
        return BEGINNING + ". Certificate SHA-256 " + fingerprint + ", valid until " + until + ".";
    }

    /** For the description of the permission set that opens the app. */
    public static String forPermissionSet(String app) {
        return BEGINNING + ": its users may log in through the External Client App " + app + ".";
    }

    public static boolean isOurs(String description) {
        return description.startsWith(BEGINNING);
    }

    /** What the description of an app says about its certificate. */
    public static Optional<MadeBySfjwt> in(String description) {
        Matcher certificate = CERTIFICATE.matcher(description);
        return isOurs(description) && certificate.find()
                ? Optional.of(new MadeBySfjwt(certificate.group(1), LocalDate.parse(certificate.group(2))))
                : Optional.empty();
    }
}
