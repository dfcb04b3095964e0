package lib.demoadmin;

/**
 * A user as an administrator sees one.
 *
 * @param administrator whether this user may deploy, and query what lies in Setup
 */
public record Person(String id, String username, String name, String profileId, String profile, boolean active,
        boolean frozen, boolean administrator) {
}
