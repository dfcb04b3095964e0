package lib.demo;

import java.net.URI;
import java.util.Optional;
import lib.demoadmin.AdminSide;
import lib.demoadmin.UploadedCertificate;

/**
 * What the administrator of the demo org has set up: the app whose certificate was uploaded, that app's policy, and
 * the apps that were deployed.
 */
final class Setup {

    private final AdminSide admin;
    private volatile ConnectedApp app;
    private volatile AppPolicy policy = AppPolicy.ADMIN_APPROVED;
    private volatile LoginAddress address = LoginAddress.USUAL;

    Setup(AdminSide admin) {
        this.admin = admin;
    }

    /** As in Salesforce, an app has one certificate and a new one takes its place. */
    ConnectedApp register(byte[] certificate, URI loginUrl) {
        UploadedCertificate uploaded = UploadedCertificate.read(certificate);
        app = new ConnectedApp(DemoOrg.CONSUMER_KEY, DemoOrg.USERNAME, loginUrl, uploaded.sha256(),
                uploaded.publicKey());
        return app;
    }

    void policy(AppPolicy chosen) {
        policy = chosen;
    }

    void address(LoginAddress chosen) {
        address = chosen;
    }

    LoginAddress address() {
        return address;
    }

    /** The app with this consumer key: the one with the uploaded certificate, or one that was deployed. */
    Optional<LoginApp> app(String consumerKey) {
        return consumerKey.equals(DemoOrg.CONSUMER_KEY) ? Optional.of(LoginApp.of(this))
                : admin.app(consumerKey).map(LoginApp::of);
    }

    AdminSide admin() {
        return admin;
    }

    Optional<ConnectedApp> app() {
        return Optional.ofNullable(app);
    }

    AppPolicy policy() {
        return policy;
    }
}
