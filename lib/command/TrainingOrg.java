package lib.command;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.config.SetupConfig;
import lib.demo.DemoOrg;
import lib.files.InputFile;
import lib.files.TemporaryFolder;
import lib.install.Training;
import lib.keys.Certificates;
import lib.keys.GenerateCerts;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.keys.Subject;

/**
 * A demo org over TLS, and a folder from which one can log in to it: what {@link TrainingRun} needs. One key does for
 * the server and for the login.
 */
final class TrainingOrg implements AutoCloseable {

    private final TemporaryFolder folder;
    private final DemoOrg org;

    private TrainingOrg(TemporaryFolder folder, DemoOrg org) {
        this.folder = folder;
        this.org = org;
    }

    static TrainingOrg start(Clock clock) {
        TemporaryFolder folder = TemporaryFolder.make("install");
        GenerateCerts.Result certs = new GenerateCerts(clock).run(new GenerateCerts.Request(
                folder.path().resolve("certs"), new Subject("US", "", "", "", "", "localhost", ""), 1,
                GenerateCerts.Request.DEFAULT_KEY_SIZE, false, false), GenerateCerts.Progress.NONE);
        DemoOrg org = DemoOrg.startOverTls(tls(certs), Set.of(), clock);
        var started = new TrainingOrg(folder, org);
        org.register(InputFile.read(certs.crt(), "certificate", Certificates.LARGEST));
        var settings = OrgSettings.NONE.withConsumerKey(setting(DemoOrg.CONSUMER_KEY))
                .withUsername(setting(DemoOrg.USERNAME)).withKey(new Setting<>(certs.key(), "the training"))
                .withLoginUrl(setting(org.url().toString()));
        new SetupConfig().run(new SetupConfig.Request(folder.path().resolve("jwt.json"), settings, false,
                Passphrase.NONE));
        return started;
    }

    Training training() {
        return new Training(TrainingRun.class.getName(), List.of(folder.path().toString()));
    }

    @Override
    public void close() {
        org.close();
        folder.close(); // its keys open nothing but the org that has just ended
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
            throw new IllegalStateException("a key of ours makes a TLS server", e);
        }
    }

    private static Setting<String> setting(String value) {
        return new Setting<>(value, "the training");
    }
}
