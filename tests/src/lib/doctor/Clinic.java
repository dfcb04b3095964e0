package lib.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.OrgSettings;
import lib.demo.DemoOrg;
import lib.files.SharedFolder;
import lib.http.HttpOptions;
import lib.http.Retries;
import lib.keys.Openssl;
import lib.keys.Passphrase;

/**
 * A demo org, and a folder with a key, its certificate and a jwt.json that log in there; a test spoils what it
 * needs.
 */
final class Clinic implements AutoCloseable {

    private static final Path KEYS = keys();

    final Path folder;
    final DemoOrg org;
    final Map<String, String> environment = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    final Map<String, String> config = new HashMap<>();
    final List<Doctor.Wait> waits = new ArrayList<>();
    Clock clock = Clock.systemUTC();
    Retries.Sleeper sleeper = time -> {
        throw new AssertionError("nobody asked to wait");
    };
    Path certificate;
    Path roots;
    Passphrase passphrase = Passphrase.NONE;
    WaitTime patience = WaitTime.NONE;
    boolean tryAudience;

    Clinic(Path folder) {
        this(folder, Clock.systemUTC());
    }

    Clinic(Path folder, Clock orgsClock) {
        this.folder = folder;
        this.org = DemoOrg.start(0, orgsClock);
        copy("server.key", "server.key");
        copy("server.crt", "server.crt");
        org.register(bytes("server.crt"));
        config.put("consumerKey", DemoOrg.CONSUMER_KEY);
        config.put("subject", DemoOrg.USERNAME);
        config.put("privateKeyFile", "server.key");
        config.put("loginUrl", org.url().toString());
    }

    /** other.key and other.crt, and server-*.crt made for server.key. */
    Path copy(String made, String name) {
        try {
            Path copy = folder.resolve(name);
            Files.deleteIfExists(copy);
            return Files.copy(KEYS.resolve(made), copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String made) {
        try {
            return Files.readAllBytes(KEYS.resolve(made));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Doctor.Result examine() {
        try {
            var json = jakarta.json.Json.createObjectBuilder();
            config.forEach((field, value) -> {
                if (value != null && value.matches("true|[0-9]+")) {
                    json.add(field, value.equals("true") ? jakarta.json.JsonValue.TRUE
                            : jakarta.json.Json.createValue(Integer.parseInt(value)));
                } else if (value != null) {
                    json.add(field, value);
                }
            });
            Files.writeString(folder.resolve("jwt.json"), json.build().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examine(folder.resolve("jwt.json"));
    }

    Doctor.Result examine(Path file) {
        var http = new HttpOptions(Duration.ofSeconds(60), 0, roots, environment, HttpOptions.Log.NONE);
        var request = new Doctor.Request(new ConfigSources(OrgSettings.NONE, new Environment(environment, folder), file,
                false), certificate, http, passphrase, patience, tryAudience, Phase.ACCESS);
        return new Doctor(clock, sleeper).run(request, new Doctor.Progress() {
            @Override
            public void waits(Doctor.Wait wait) {
                waits.add(wait);
            }
        });
    }

    long logins() {
        return org.requests().stream().filter(request -> request.path().endsWith("/token")).count();
    }

    static Finding finding(Doctor.Result result, String check) {
        return result.checks().stream().filter(one -> one.name().equals(check)).findFirst()
                .orElseThrow(() -> new AssertionError("no check " + check)).finding();
    }

    @Override
    public void close() {
        org.close();
    }

    static void openssl(Path folder, String words) {
        Openssl.run(folder, words.split(" "));
    }

    private static Path keys() {
        try {
            Path folder = SharedFolder.make("clinic");
            String self = "req -x509 -sha256 -key server.key -subj /CN=clinic ";
            openssl(folder, "genrsa -out server.key 2048");
            openssl(folder, self + "-days 365 -out server.crt");
            openssl(folder, self + "-days 10 -out server-soon.crt");
            openssl(folder, "req -new -key server.key -subj /CN=clinic -out server.csr");
            openssl(folder, "genrsa -out other.key 2048");
            openssl(folder, "req -x509 -key other.key -subj /CN=other -days 365 -out other.crt");
            openssl(folder, "genrsa -3 -out exponent3.key 2048");
            openssl(folder, "genrsa -out short.key 1024");
            openssl(folder, "genrsa -out long.key 5120");
            openssl(folder, "ecparam -name prime256v1 -genkey -noout -out ec.key");
            openssl(folder, "req -x509 -key ec.key -subj /CN=ec -days 365 -out ec.crt");
            openssl(folder, "rsa -in server.key -aes256 -passout pass:secret -out encrypted.key");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
