package lib.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.files.FileIdentity;
import lib.files.FolderLock;
import lib.files.InputFile;
import lib.files.OwnerOnly;
import lib.files.Ownership;
import lib.files.Reason;
import lib.files.SpecialFile;

/**
 * Where the agent of this user listens.
 *
 * @param socket in a folder that is open to nobody else
 */
public record AgentPlace(Path socket) {

    /** Names another socket than the usual one. */
    public static final String VARIABLE = "SFJWT_AGENT_SOCK";

    /** What a socket's address has room for on Linux, with the zero at its end (unix(7)); macOS has four fewer. */
    private static final int LONGEST = 104;

    /**
     * {@code SFJWT_AGENT_SOCK}; else {@code sfjwt/agent.sock} below {@code XDG_RUNTIME_DIR}, which ends with the
     * session; else {@code sfjwt/agent/agent.sock} below {@code XDG_CACHE_HOME} or {@code ~/.cache}. The launcher of an
     * installed copy looks in the same places.
     *
     * @param folder what a relative SFJWT_AGENT_SOCK is relative to
     * @return empty where the environment names none of them
     */
    public static Optional<AgentPlace> of(Map<String, String> environment, Path folder) {
        String chosen = environment.getOrDefault(VARIABLE, "");
        if (!chosen.isEmpty()) {
            return Optional.of(new AgentPlace(InputFile.path(folder, chosen, VARIABLE).toAbsolutePath()));
        }
        return InputFile.absolute(environment, "XDG_RUNTIME_DIR").map(runtime -> runtime.resolve("sfjwt/agent.sock"))
                .or(() -> InputFile.absolute(environment, "XDG_CACHE_HOME")
                        .or(() -> InputFile.absolute(environment, "HOME").map(home -> home.resolve(".cache")))
                        .map(cache -> cache.resolve("sfjwt/agent/agent.sock")))
                .map(AgentPlace::new);
    }

    /** The same, where there has to be one. */
    public static AgentPlace needed(Map<String, String> environment, Path folder) {
        return of(environment, folder).orElseThrow(() -> Failure.usage("agent_nowhere",
                "neither XDG_RUNTIME_DIR nor HOME says where the agent's socket may be",
                "name it: " + VARIABLE + "=/path/to/agent.sock"));
    }

    /**
     * Makes the folder, and looks whether an agent may listen there.
     *
     * @throws Failure {@code agent_running} while an agent answers there, {@code socket_unusable}
     */
    void prepare() {
        if (socket.getFileName() == null) {
            throw unusable("it is the root of all folders");
        }
        if (Math.max(length(socket), length(unnamed())) >= LONGEST) {
            throw unusable("its name is longer than a socket's may be (" + LONGEST + " bytes)");
        }
        try {
            OwnerOnly.createFolders(socket.getParent());
            Ownership.flaw(socket.getParent(), true).ifPresent(flaw -> {
                throw unusable("its folder " + flaw);
            });
            if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
                requireLeft();
            }
        } catch (IOException e) {
            throw unusable("its folder cannot be made").from(e);
        }
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Where a server listens until its socket may get its name. */
    private Path unnamed() {
        return socket.resolveSibling(".sfjwt");
    }

    private void requireLeft() throws IOException {
        if (!SpecialFile.SOCKET.is(socket, LinkOption.NOFOLLOW_LINKS)) {
            throw unusable("something else has this name");
        }
        if (!new AgentClient(this).isLeft()) {
            throw Failure.file("agent_running", "an agent of yours, or another program, already listens on " + socket,
                    Fix.of("use it, or stop it first: ", Fix.command("agent", "--stop")));
        }
    }

    /**
     * Listens there, in the place of an agent that is gone. Of two that start at once, the second sees the first.
     *
     * @param listen starts a server at another name in the folder, which becomes the socket's once it is restricted
     * @return what tells this agent's socket from a later one's
     * @throws Failure as {@link #prepare}
     */
    Object claim(Consumer<Path> listen) {
        prepare(); // before the lock, which would write into a folder that is somebody else's
        try (var _ = FolderLock.takeFor(socket)) {
            prepare();
            Path unnamed = unnamed();
            if (Files.exists(unnamed, LinkOption.NOFOLLOW_LINKS) && SpecialFile.SOCKET.is(unnamed,
                    LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(unnamed); // of one that was killed here
            }
            listen.accept(unnamed);
            Files.setPosixFilePermissions(unnamed, PosixFilePermissions.fromString("rw-------"));
            Object own = FileIdentity.of(unnamed);
            Files.move(unnamed, socket, StandardCopyOption.ATOMIC_MOVE);
            return own;
        } catch (IOException e) {
            throw unusable(Reason.of(e)).from(e);
        }
    }

    /** Whether the socket that {@link #claim} made is there: a session's folder goes with the session. */
    boolean has(Object own) {
        try {
            return FileIdentity.of(socket).equals(own);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true; // it cannot be told
        }
    }

    /**
     * Removes the socket that {@link #claim} made, before its server is closed: until then no other file can have its
     * identity. One that another agent has put there since stays.
     */
    void remove(Object own) {
        try {
            if (FileIdentity.of(socket).equals(own)) {
                Files.delete(socket);
            }
        } catch (IOException e) {
            // the next agent finds that nobody answers there
        }
    }

    Failure unusable(String why) {
        return Failure.file("socket_unusable", "the agent cannot listen on " + socket + ": " + why,
                "name another place in a folder of yours alone: " + VARIABLE + "=/path/to/agent.sock");
    }

    @Override
    public String toString() {
        return socket.toString();
    }
}
