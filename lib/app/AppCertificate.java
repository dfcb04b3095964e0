package lib.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.ConsumerKeys;
import lib.admin.MadeBySfjwt;
import lib.admin.OrgFacts;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;

/**
 * The one certificate that an app has, and its replacement: the app's other settings stay as they are.
 */
final class AppCertificate {

    private final AdminSession session;
    private final Function<AppInOrg, Optional<Text.Command>> adopting;
    private final Deployer deployer;

    /** @param adopting the command that takes over an app which sfjwt did not make */
    AppCertificate(AdminSession session, Function<AppInOrg, Optional<Text.Command>> adopting, Clock clock) {
        this.session = session;
        this.adopting = adopting;
        this.deployer = new Deployer(new MetadataDeploy(session, clock));
    }

    /**
     * @param name null to look for the app that has one of these certificates, or is the only one that sfjwt made
     * @param consumerKey the app's, where the org shows it: several apps may have the same certificate
     * @throws Failure {@code app_ambiguous}, {@code consumer_key_other}, {@code app_not_ours}
     */
    AppInOrg app(AppName name, List<MadeBySfjwt> certificates, String consumerKey) {
        List<AppInOrg> ours = AppInOrg.ours(session);
        List<AppInOrg> likely = ours.stream().filter(app -> MadeBySfjwt.in(app.description())
                .filter(certificates::contains).isPresent()).toList();
        List<AppInOrg> named = name == null ? likely.isEmpty() ? ours : likely
                : AppInOrg.find(session, name.api()).stream().toList();
        var keys = new ConsumerKeys(session);
        var notShown = new ArrayList<AppInOrg>();
        for (AppInOrg one : named) {
            Optional<String> key = keys.of(one);
            if (key.filter(consumerKey::equals).isPresent()) {
                return requireOurs(one);
            }
            notShown.addAll(key.isEmpty() ? List.of(one) : List.of());
        }
        if (notShown.size() == 1) {
            return requireOurs(notShown.getFirst());
        }
        throw name == null || named.isEmpty() ? Failure.usage("app_ambiguous", name != null
                ? "the org has no External Client App " + name.api() : "sfjwt made " + ours.size()
                        + " apps in this org, and none is clearly the one that jwt.json logs in with",
                Fix.of("name the app with --name: Setup > External Client App Manager shows them"))
                : Failure.usage("consumer_key_other", "the app " + name.api() + " has another Consumer Key than the "
                        + "one that jwt.json logs in with", Fix.of("name that app: ", Fix.command("app", "status"),
                                " shows it"));
    }

    private AppInOrg requireOurs(AppInOrg app) {
        if (!app.isOurs()) {
            throw Failure.usage("app_not_ours", "sfjwt did not make the External Client App " + app.name()
                    + ", and does not know its other settings", Fix.of("upload the certificate in Setup: run the same "
                            + "command without an administrator's session", adopting.apply(app)
                                    .map(command -> Text.of("; or take the app over: ", command))
                                    .orElse(Text.of(""))));
        }
        return app;
    }

    static boolean isOf(AppInOrg app, MadeBySfjwt certificate) {
        return MadeBySfjwt.in(app.description()).filter(certificate::equals).isPresent();
    }

    void replace(OrgFacts org, AppInOrg app, KeyPair keys, String consumerKey, Consumer<String> status) {
        var name = new AppName(app.label(), app.name());
        var design = AppDesign.of(name, app.contactEmail(), Access.USUAL, keys, consumerKey).scopedTo(org.id(),
                Optional.empty());
        deployer.run(design, List.of(), AppDesign::certificateFiles, false, status);
    }
}
