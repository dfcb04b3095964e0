package lib.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.keys.KeySource;
import lib.store.ReuseToken;

/**
 * An org that the agent logs in to.
 *
 * @param name what askers call it
 * @param file its jwt.json, a real path; null where the environment alone says what it is
 * @param profile empty for the file's top level
 * @param login its key is held in memory
 * @param seen what its files looked like when they were read
 */
public record AgentOrg(String name, Path file, String profile, ReuseToken.Request login, String seen) {

    /** What the top level of a jwt.json is called here. */
    public static final String DEFAULT = "default";

    /** Of an org whose key has just been read; {@code login} has it still in its place. */
    public static AgentOrg of(String name, Path file, String profile, ReuseToken.Request login) {
        KeySource key = login.login().config().key();
        return new AgentOrg(name, file, profile, login.holdingKey(),
                look(file, key instanceof KeySource.InFile(Path path, var _) ? path : null));
    }

    /** Whether its jwt.json or its key is another one now. A key that is gone is not needed any more. */
    boolean hasChanged() {
        Path key = login.login().config().key() instanceof KeySource.Held(var _, var _,
                KeySource.InFile(Path path, var _)) && Files.exists(path) ? path : null;
        return key == null ? !seen.startsWith(look(file, null)) : !seen.equals(look(file, key));
    }

    /** The files' identities, as far as they can be told without reading them. */
    private static String look(Path config, Path key) {
        return Stream.of(config, key).filter(Objects::nonNull).map(AgentOrg::look).collect(Collectors.joining("\n"));
    }

    private static String look(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException e) {
            return "missing";
        }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return name;
    }
}
