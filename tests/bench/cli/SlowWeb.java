import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** A web server as far away as most are: each answer takes 80 ms to begin. A release and a clone lie on it. */
final class SlowWeb implements AutoCloseable {

    private static final int MILLIS = 80;

    private final HttpServer server;

    private SlowWeb(HttpServer server) {
        this.server = server;
    }

    /** Serves the first folder below /release/ and the second below /clone/. */
    static SlowWeb start(Path release, Path clone) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        var web = new SlowWeb(server);
        web.serve("/release/", release);
        web.serve("/clone/", clone);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return web;
    }

    private void serve(String path, Path folder) {
        var files = SimpleFileServer.createFileHandler(folder.toAbsolutePath());
        server.createContext(path, exchange -> {
            try {
                Thread.sleep(MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            files.handle(exchange);
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
