package lib.web;

import com.sun.security.auth.module.UnixSystem;
import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/**
 * Lets in processes of this user only, whom the kernel names (SO_PEERCRED, unix(7)): a folder's modes keep others out
 * too, but not a process that was handed the open folder, nor root in a container.
 *
 * <p>Helidon calls this for each connection before it reads from it, and closes those for which it throws.
 */
final class OwnUserOnly implements SocketOptions {

    private final String own = new UnixSystem().getUsername();

    @Override
    public void configureSocket(SocketChannel socket) {
        try {
            UserPrincipal peer = socket.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            // a user without a name in the passwd database is named by the number
            if (!peer.getName().equals(own) && !peer.getName().equals(String.valueOf(new UnixSystem().getUid()))) {
                throw new SecurityException("a process of another user");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return Map.of();
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration readTimeout() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return Optional.empty();
    }

    @Override
    public boolean socketReuseAddress() {
        return false;
    }

    @Override
    public boolean socketKeepAlive() {
        return false;
    }

    @Override
    public boolean tcpNoDelay() {
        return false;
    }
}
