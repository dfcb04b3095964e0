package lib.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.keys.KeySource;
import lib.keys.PrivateKeys;
import lib.store.ReuseToken;

/**
 * An org that the agent logs in to.
 *
 * @param name what askers call it
 * @param file its jwt.json, a real path; null where the environment alone says what it is
 * @param profile empty for the file's top level
 * @param plain whether its login is what the file alone says: a command line without options means no other
 * @param login its key is held in memory; of an org that cannot be used, it is still in its place, or this is null
 * @param flaw why it cannot, or null
 * @param configLook what its jwt.json looked like when it was read, or null
 * @param keyLook likewise of the file that holds its key
 */
public record AgentOrg(String name, Path file, String profile, boolean plain, ReuseToken.Request login, Failure flaw,
        Look configLook, Look keyLook) {

    /** What the top level of a jwt.json is called here. */
    public static final String DEFAULT = "default";

    /** A file's identity, as far as it can be told without reading it. */
    record Look(Object id, long size, FileTime modified) {

        /** @return null for a file that is not there, or for none */
        static Look at(Path file) {
            if (file == null) {
                return null;
            }
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Look(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
            } catch (IOException e) {
                return null;
            }
        }
    }

    /** Of an org whose key has just been read; {@code login} has it still in its place. */
    public static AgentOrg of(String name, Path file, String profile, boolean plain, ReuseToken.Request login) {
        return new AgentOrg(name, file, profile, plain, login.holdingKey(), null, Look.at(file),
                Look.at(keyFile(login.login().config().key())));
    }

    /**
     * Of an org that is wrong now; whoever asks for it is told so, until its jwt.json or its key is corrected.
     *
     * @param login null where the jwt.json says none
     */
    public static AgentOrg unusable(String name, Path file, String profile, ReuseToken.Request login, Failure flaw) {
        return new AgentOrg(name, file, profile, true, login, flaw, Look.at(file),
                login == null ? null : Look.at(keyFile(login.login().config().key())));
    }

    public boolean isUsable() {
        return flaw == null;
    }

    /** Whether its jwt.json or its key is another one now. A key that is gone is not needed any more. */
    boolean hasChanged() {
        Look key = Look.at(keyFile());
        return !Objects.equals(configLook, Look.at(file)) || key != null && !key.equals(keyLook);
    }

    /** What get-token says of its key, each time. */
    List<Warning> warnings() {
        Path key = keyFile();
        return key == null ? List.of() : PrivateKeys.openness(key);
    }

    private Path keyFile() {
        return login == null ? null : keyFile(login.login().config().key());
    }

    private static Path keyFile(KeySource key) {
        return switch (key) {
            case KeySource.InFile(Path path, var _) -> path;
            case KeySource.Held(var _, var _, KeySource origin) -> keyFile(origin);
            default -> null;
        };
    }

    /** Of one org, read from files that have not changed in between: then their logins are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AgentOrg org && name.equals(org.name) && profile.equals(org.profile)
                && Objects.equals(file, org.file) && Objects.equals(configLook, org.configLook)
                && Objects.equals(keyLook, org.keyLook);
    }

    /** Each ask looks its org up, so this leaves out the login with all its parts. */
    @Override
    public int hashCode() {
        return Objects.hash(name, file, profile);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return name;
    }
}
