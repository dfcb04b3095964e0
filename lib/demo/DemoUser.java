package lib.demo;

import java.util.Arrays;
import java.util.Optional;
import lib.demoadmin.Person;

/**
 * The users of the demo org: one who may log in, and one for each refusal that depends on the user.
 */
public enum DemoUser {
    INTEGRATION("integration@demo.example", "005DEMO00000001YDA", "Ida Integration", "Integration User", null,
            "may log in: the app's policy names this user's profile"),
    NOT_APPROVED("not-approved@demo.example", "005DEMO00000002YDA", "Nora Newcomer", "Standard User",
            TokenError.NOT_APPROVED_BY_ADMIN,
            "has no profile or permission set that the app's policy names"),
    INACTIVE("inactive@demo.example", "005DEMO00000003YDA", "Ines Inactive", "Standard User", TokenError.INACTIVE,
            "has been deactivated"),
    FROZEN("frozen@demo.example", "005DEMO00000004YDA", "Fritz Frozen", "Standard User", TokenError.FROZEN,
            "has been frozen"),
    IP_RESTRICTED("ip-restricted@demo.example", "005DEMO00000005YDA", "Ike Inhouse", "Office Users",
            TokenError.IP_RESTRICTED,
            "may log in from the office network only"),
    BUSY("busy@demo.example", "005DEMO00000006YDA", "Bea Busy", "Standard User", TokenError.TOO_MANY_LOGINS,
            "has logged in 3,600 times within the last hour"),
    ADMIN("admin@demo.example", "005DEMO00000007YDA", "Ada Admin", "System Administrator", null,
            "administers the org; may log in with the app made part by part");

    private final String username;
    private final String id;
    private final String fullName;
    private final String profile;
    private final TokenError refusal;
    private final String note;

    DemoUser(String username, String id, String fullName, String profile, TokenError refusal, String note) {
        this.username = username;
        this.id = id;
        this.fullName = fullName;
        this.profile = profile;
        this.refusal = refusal;
        this.note = note;
    }

    public String username() {
        return username;
    }

    public String id() {
        return id;
    }

    public String fullName() {
        return fullName;
    }

    /** The state this user is in, in words. */
    public String note() {
        return note;
    }

    /** Why this user may not log in. */
    Optional<TokenError> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** As an administrator sees this user. */
    Person person() {
        return new Person(id, username, fullName, String.format("00eDEMO%08dYDA", Math.abs(profile.hashCode() % 1000)),
                profile, refusal != TokenError.INACTIVE, refusal == TokenError.FROZEN, this == ADMIN);
    }

    static Optional<DemoUser> named(String username) {
        return Arrays.stream(values()).filter(user -> user.username.equals(username)).findFirst();
    }
}
