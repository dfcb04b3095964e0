package lib.install;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.config.SetupConfig;
import lib.demo.DemoOrg;
import lib.files.InputFile;
import lib.keys.Certificates;
import lib.keys.CertsProgress;
import lib.keys.GenerateCerts;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.keys.Subject;

/**
 * What the JVM learns from: a demo org over TLS, a folder from which one can log in to it, and what people do every
 * day. One key does for the server and for the login.
 */
public final class Training {

    /** Names the folder to the process that is to learn. */
    static final String PROPERTY = "sfjwt.install.training";

    private static final String CERTIFICATE = "certs/server.crt";

    private Training() {
    }

    /** Where this process is to do {@link #commands}, if it is one that learns. */
    public static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }

    /** The commands of the training, one after the other in one JVM; the last login takes the stored token. */
    public static List<String[]> commands() {
        return Stream.of("--version", "--help", "steps",
                "verify-key certs/server.key --cert " + CERTIFICATE, "generate-certs -o trained",
                "get-token --json --no-store --cacert " + CERTIFICATE, "get-token --cacert " + CERTIFICATE,
                "get-token --token-only").map(line -> line.split(" ")).toList();
    }

    /** Sets the folder up, and starts the org that it logs in to. */
    static DemoOrg start(Path folder, Clock clock) {
        GenerateCerts.Result certs = new GenerateCerts(clock).run(new GenerateCerts.Request(folder.resolve("certs"),
                new Subject("US", "", "", "", "", "localhost", ""), 1, GenerateCerts.Request.DEFAULT_KEY_SIZE, false,
                false), CertsProgress.NONE);
        DemoOrg org = DemoOrg.startOverTls(tls(certs), Set.of(), clock);
        org.register(InputFile.read(certs.crt(), "certificate", Certificates.LARGEST));
        var settings = OrgSettings.NONE.withConsumerKey(setting(DemoOrg.CONSUMER_KEY))
                .withUsername(setting(DemoOrg.USERNAME)).withKey(new Setting<>(certs.key(), "the training"))
                .withLoginUrl(setting(org.url().toString()));
        new SetupConfig().run(new SetupConfig.Request(folder.resolve("jwt.json"), settings, false, Passphrase.NONE));
        return org;
    }

    private static SSLContext tls(GenerateCerts.Result certs) {
        try {
            Certificate certificate = Certificates.read(certs.crt()).certificate();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("tls", PrivateKeys.read(certs.key(), Passphrase.NONE).key(), new char[0],
                    new Certificate[] {certificate});
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key that we made serves TLS", e);
        }
    }

    private static Setting<String> setting(String value) {
        return new Setting<>(value, "the training");
    }
}
