package lib.demo;

import java.net.URI;
import java.util.Optional;

/**
 * What the administrator of the demo org has set up: its one app, and that app's policy.
 */
final class Setup {

    private volatile ConnectedApp app;
    private volatile AppPolicy policy = AppPolicy.ADMIN_APPROVED;

    /** As in Salesforce, an app has one certificate and a new one takes its place. */
    ConnectedApp register(byte[] certificate, URI loginUrl) {
        AppCertificate uploaded = AppCertificate.read(certificate);
        app = new ConnectedApp(DemoOrg.CONSUMER_KEY, DemoOrg.USERNAME, loginUrl, uploaded.sha256(),
                uploaded.publicKey());
        return app;
    }

    void policy(AppPolicy chosen) {
        policy = chosen;
    }

    Optional<ConnectedApp> app() {
        return Optional.ofNullable(app);
    }

    AppPolicy policy() {
        return policy;
    }
}
