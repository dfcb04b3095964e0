package lib.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * @param config what its jwt.json looked like before it was read, by the name that it was given
 * @param key likewise the file that holds its key
 */
public record AgentOrg(String name, Path file, String profile, boolean plain, ReuseToken.Request login, Failure flaw,
        Look config, Look key) {

    /** What the top level of a jwt.json is called here. */
    public static final String DEFAULT = "default";

    /**
     * A file's identity, as far as it can be told without reading it. It is taken before the file is read, so that a
     * change in between is one.
     *
     * @param file null for none
     * @param id null for a file that is not there
     */
    public record Look(Path file, Object id, long size, FileTime modified) {

        public static Look at(Path file) {
            try {
                if (file != null) {
                    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    return new Look(file, Optional.ofNullable(attributes.fileKey()).orElse(""), attributes.size(),
                            attributes.lastModifiedTime());
                }
            } catch (IOException e) {
                // it is not there
            }
            return new Look(file, null, 0, null);
        }

        private boolean isEmpty() {
            return id != null && size == 0;
        }

        Look again() {
            return at(file);
        }
    }

    /** Of an org whose key is read now; {@code login} has it still in its place. */
    public static AgentOrg of(String name, Path file, String profile, boolean plain, ReuseToken.Request login,
            Look config) {
        Look key = Look.at(keyFile(login));
        try {
            return new AgentOrg(name, file, profile, plain, login.holdingKey(), null, config, key);
        } catch (Failure flaw) {
            return new AgentOrg(name, file, profile, plain, login, flaw, config, key);
        }
    }

    /** Of an org that its jwt.json says too little of, or nothing; whoever asks for it is told so until it does. */
    public static AgentOrg unusable(String name, Path file, String profile, Failure flaw, Look config) {
        return new AgentOrg(name, file, profile, true, null, flaw, config, Look.at(null));
    }

    public boolean isUsable() {
        return flaw == null;
    }

    /**
     * Whether its jwt.json or its key is another one now. A key that is gone is not needed any more, and a file that is
     * empty is one that somebody is writing.
     */
    boolean hasChanged() {
        Look nowKey = key.again();
        Look nowConfig = config.again();
        return !nowConfig.equals(config) && !(isUsable() && nowConfig.isEmpty())
                || nowKey.id() != null && !nowKey.isEmpty() && !nowKey.equals(key);
    }

    /** What get-token says of its key, each time. */
    List<Warning> warnings() {
        return key.file() == null ? List.of() : PrivateKeys.openness(key.file());
    }

    private static Path keyFile(ReuseToken.Request login) {
        return keyFile(login.login().config().key());
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
                && Objects.equals(file, org.file) && config.equals(org.config) && key.equals(org.key);
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
