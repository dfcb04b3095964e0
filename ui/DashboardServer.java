package ui;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import lib.browser.Browser;
import lib.config.Environment;
import lib.failure.Failure;
import lib.store.StoreOptions;
import lib.web.LocalServer;
import lib.web.Patience;
import lib.web.SecurityHeaders;
import lib.web.TurnedAway;

/**
 * The dashboard, running: a web server on this machine's loopback that one browser has been let in to.
 *
 * <p>Whoever knows {@link #url} may do everything the dashboard can do until {@link #close}; its token is made for
 * each run and stands in the fragment, which a browser sends nowhere.
 */
public final class DashboardServer implements AutoCloseable {

    public static final int DEFAULT_PORT = 3131;

    private static final int TOKEN_BYTES = 32;
    private static final Duration TIME_TO_OPEN = Duration.ofMinutes(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final URI url;
    /** What runs, in the order in which it is to be closed. */
    private final Deque<Runnable> closing;

    /**
     * How to run it.
     *
     * @param port 0 for a free one
     * @param open whether to open the browser
     * @param root the folder that files are read from and written to
     * @param demo whether to start the demo org too
     * @param environment for proxies, the passphrase, and what opens a browser
     */
    public record Options(int port, boolean open, Path root, boolean demo, Map<String, String> environment,
            Clock clock) {

        public Options {
            LocalServer.requirePort(port);
        }
    }

    private DashboardServer(URI url, Deque<Runnable> closing) {
        this.url = url;
        this.closing = closing;
    }

    /**
     * Starts to listen and, where that is wanted and possible, opens the browser.
     *
     * @param say told in a line when the browser could not be opened
     * @throws Failure {@code port_taken} or {@code root_unusable}
     */
    public static DashboardServer start(Options options, Consumer<String> say) {
        var listen = new LocalServer.Options(options.port(), Optional.empty(), Patience.USUAL,
                DashboardServer::unread);
        RootFolder root = root(options.root());
        String token = newToken();
        var events = new Events(HEARTBEAT);
        Practice demo = options.demo() ? Practice.start(options.clock()) : null;
        Optional<Path> store = demo != null ? Optional.of(demo.store())
                : StoreOptions.folder(new Environment(options.environment(), root.real()));
        var api = new Api(new Workplace(root, options.environment(), options.clock(), store), events,
                demo == null ? null : demo.org());
        var closing = new ArrayDeque<Runnable>();
        if (demo != null) {
            closing.push(demo::close);
        }
        try {
            LocalServer server = listen(listen, token, api, events);
            List.<Runnable>of(server::close, api::close, events::close).forEach(closing::push);
            URI url = URI.create("http://127.0.0.1:" + server.port() + "/#token=" + token);
            if (options.open()) {
                open(url, options.environment(), say).ifPresent(opening -> closing.push(opening::close));
            }
            return new DashboardServer(url, closing);
        } catch (Failure e) {
            closing.forEach(Runnable::run);
            throw e;
        }
    }

    static LocalServer listen(LocalServer.Options options, String token, Api api, Events events) {
        var site = new Site(new Assets(), api, events);
        return LocalServer.start(options, routing -> routing.addFilter(new Guard(token)).any(site));
    }

    static byte[] unread(int status, String reason, ServerResponseHeaders headers) {
        SecurityHeaders.addTo(headers);
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        return TurnedAway.unread(status, reason).json().toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty where no browser opens, which is not a failure: the address is printed too. */
    private static Optional<Browser.Opening> open(URI url, Map<String, String> environment, Consumer<String> say) {
        Consumer<Throwable> tell = why -> say.accept(why.getMessage() + "; open the address above yourself");
        try {
            Optional<Browser.Opening> opening = Browser.of(environment).map(browser -> browser.open(url));
            opening.ifPresent(one -> {
                one.handedOn().exceptionally(failed -> {
                    tell.accept(failed.getCause());
                    return null;
                });
                one.page().closeAfter(TIME_TO_OPEN);
            });
            return opening;
        } catch (Failure e) {
            tell.accept(e);
            return Optional.empty();
        }
    }

    /** Where the page is, with the token in the fragment. */
    public URI url() {
        return url;
    }

    public int port() {
        return url.getPort();
    }

    /** Waits until the process is told to stop, such as by Ctrl-C, and then closes. */
    public void serveUntilStopped() {
        // a shutdown hook, because the JVM waits for it; this thread is not waited for
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }

    private static RootFolder root(Path folder) {
        try {
            return RootFolder.at(folder);
        } catch (IOException e) {
            throw Failure.file("root_unusable", "there is no folder " + folder + " that can be read",
                    "name an existing folder with --root").from(e);
        }
    }

    private static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
