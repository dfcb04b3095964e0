package ui;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import lib.browser.Browser;
import lib.demo.DemoOrg;
import lib.failure.Failure;

/**
 * The dashboard, running: a web server on this machine's loopback that one browser has been let in to.
 *
 * <p>Who knows {@link #url} may do everything the dashboard can do until {@link #close}; the token in it is made anew
 * for each run, and stands in the fragment, which a browser sends nowhere.
 */
public final class DashboardServer implements AutoCloseable {

    public static final int DEFAULT_PORT = 3131;

    private static final int TOKEN_BYTES = 32;
    private static final Duration TIME_TO_SEND_A_REQUEST = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration TIME_TO_OPEN = Duration.ofMinutes(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final URI url;
    private final WebServer server;
    private final ReadDeadline deadline;
    private final Events events;
    private final Api api;
    private final DemoOrg demo;
    private final Browser.Opening opening;

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
            // below 1024 lie the ports of system services; the Host check relies on a port that is always written out
            if (port != 0 && (port < 1024 || port > 65535)) {
                throw Failure.usage("port_invalid", "port " + port + " is not a number from 1024 to 65535",
                        "choose one, or 0 for any free port");
            }
        }
    }

    private DashboardServer(URI url, WebServer server, ReadDeadline deadline, Events events, Api api,
            DemoOrg demo, Browser.Opening opening) {
        this.url = url;
        this.server = server;
        this.deadline = deadline;
        this.events = events;
        this.api = api;
        this.demo = demo;
        this.opening = opening;
    }

    /** As {@link #start(Options, Consumer)}, telling nobody. */
    public static DashboardServer start(Options options) {
        return start(options, line -> { });
    }

    /**
     * Starts to listen and, where that is wanted and possible, opens the browser.
     *
     * @param say told in a line when the browser could not be opened
     * @throws Failure {@code port_taken} or {@code root_unusable}
     */
    public static DashboardServer start(Options options, Consumer<String> say) {
        RootFolder root = root(options.root());
        var assets = new Assets();
        String token = newToken();
        var events = new Events(HEARTBEAT);
        var deadline = new ReadDeadline(TIME_TO_SEND_A_REQUEST);
        DemoOrg demo = options.demo() ? DemoOrg.start(0, options.clock()) : null;
        var api = new Api(options, root, events, demo);
        var site = new Site(assets, api, events);
        WebServer server = LoopbackServer.start(options.port(), new Guard(token, deadline), site, deadline,
                IDLE);
        if (!server.isRunning()) {
            deadline.close();
            if (demo != null) {
                demo.close();
            }
            throw Failure.usage("port_taken", "port " + options.port() + " on 127.0.0.1 is taken by another program",
                    "stop that program (another sfjwt ui?), or choose another port with --port, 0 for any free one");
        }
        URI url = URI.create("http://127.0.0.1:" + server.port() + "/#token=" + token);
        Browser.Opening opening = options.open() ? open(url, options.environment(), say) : null;
        return new DashboardServer(url, server, deadline, events, api, demo, opening);
    }

    /** @return null where no browser opens, which is no failure: the address is printed too */
    private static Browser.Opening open(URI url, Map<String, String> environment, Consumer<String> say) {
        try {
            Browser browser = Browser.of(environment).orElse(null);
            if (browser == null) {
                return null;
            }
            Browser.Opening opening = browser.open(url);
            opening.handedOn().exceptionally(failed -> {
                say.accept(failed.getCause().getMessage() + "; open the address above yourself");
                return null;
            });
            opening.page().closeAfter(TIME_TO_OPEN);
            return opening;
        } catch (Failure e) {
            say.accept(e.getMessage() + "; open the address above yourself");
            return null;
        }
    }

    /** Where the page is, with the token in the fragment. */
    public URI url() {
        return url;
    }

    public int port() {
        return server.port();
    }

    /** Waits until the process is told to stop, by Ctrl-C say, and then closes. */
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
        if (opening != null) {
            opening.close();
        }
        events.close();
        api.close();
        server.stop();
        deadline.close();
        if (demo != null) {
            demo.close();
        }
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
