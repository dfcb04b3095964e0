package lib.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import lib.demo.DemoOrg;
import lib.files.SharedFolder;

/** A demo org and a folder with a key, a certificate that the org knows, and a jwt.json. */
public final class DemoFolder implements AutoCloseable {

    private static Path keys;

    public final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());
    final Path path;

    public DemoFolder(Path path) throws IOException {
        this.path = path;
        copyKeys(path.resolve("certs"));
        org.register(Files.readAllBytes(path.resolve("certs/server.crt")));
        sfjwt().run("setup-config", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username", DemoOrg.USERNAME,
                "--login-url", org.url().toString()).exitsWith(0);
    }

    public Sfjwt sfjwt() {
        return new Sfjwt(path);
    }

    public long logins() {
        return org.requests().stream().filter(request -> request.path().equals("/services/oauth2/token")).count();
    }

    /** One key pair for all tests: making one takes a moment. */
    public static synchronized void copyKeys(Path certs) throws IOException {
        if (keys == null) {
            keys = SharedFolder.make("keys");
            new Sfjwt(keys).run("generate-certs", "-o", "certs").exitsWith(0);
        }
        Files.createDirectories(certs);
        for (String name : new String[] {"server.key", "server.csr", "server.crt"}) {
            Files.copy(keys.resolve("certs").resolve(name), certs.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Override
    public void close() {
        org.close();
    }
}
