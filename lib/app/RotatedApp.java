package lib.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lib.admin.AppInOrg;
import lib.admin.MadeBySfjwt;
import lib.admin.OrgFacts;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.keys.KeySource;

/**
 * The app of a {@link Rotation}: an administrator's session changes its certificate after a yes, or a person does in
 * Setup.
 */
final class RotatedApp {

    private final Rotate.Request request;
    private final RotatingConfig config;
    private final Clock clock;
    private final Rotate.Progress progress;
    private Target target;
    private boolean agreed;

    RotatedApp(Rotate.Request request, RotatingConfig config, Clock clock, Rotate.Progress progress) {
        this.request = request;
        this.config = config;
        this.clock = clock;
        this.progress = progress;
    }

    private record Target(OrgFacts org, AppInOrg inOrg) {
    }

    /** Asks, where a session is to change the app that has this key's certificate. */
    void agree(Path key) {
        if (request.session() != null) {
            agree(target(key));
        }
    }

    /**
     * Sees to it that the app has the certificate of this key instead of the other one's.
     *
     * @param before what comes before the app may be changed
     * @return what was done; empty where a person did it, or it was done already
     */
    Optional<String> bringCertificate(Path key, Path other, Runnable before) {
        KeyPair wanted = KeyPair.ensure(key, request.way().passphrase(), clock);
        if (request.session() == null) {
            before.run();
            progress.click("Setup > External Client App Manager > your app > Settings > OAuth Settings > Flow "
                    + "Enablement: upload " + named(wanted, key) + " in place of the certificate "
                    + "that is there, and save");
            return Optional.empty();
        }
        Target app = target(key, other);
        if (AppCertificate.isOf(app.inOrg(), wanted.mark())) {
            progress.done("the app has this certificate");
            return Optional.empty();
        }
        agree(app);
        before.run();
        progress.began("deploying the certificate");
        certificate().replace(app.org(), app.inOrg(), wanted, config.login().consumerKey(), progress::status);
        return Optional.of("certificate of " + config.name(key) + " deployed to the app " + app.inOrg().name());
    }

    private String named(KeyPair pair, Path key) {
        return (pair.place().equals(key) ? "the certificate in " : "") + config.name(pair.place());
    }

    /** Looked for once. */
    private Target target(Path... keys) {
        if (target == null) {
            List<MadeBySfjwt> certificates = Stream.of(keys).filter(KeyPair::isThere)
                    .map(key -> KeyPair.ensure(key, request.way().passphrase(), clock).mark()).toList();
            target = new Target(OrgFacts.of(request.session()), certificate().app(request.app(), certificates,
                    config.login().consumerKey()));
        }
        return target;
    }

    private AppCertificate certificate() {
        var create = new CreateCommand(request.session(), null, request.config(), request.shown());
        return new AppCertificate(request.session(), app -> create.of(config.login().username(),
                new KeySource.InFile(config.key()), Optional.of(app), Optional.empty(), List.of()), clock);
    }

    /** Asks once. */
    private void agree(Target app) {
        agreed = agreed || progress.confirm("Replace the certificate of the External Client App " + app.inOrg().name()
                + " in " + app.org().name() + " (" + app.org().kind().words() + ", " + app.org().loginUrl().getHost()
                + "), as " + app.org().adminName() + "?");
        if (!agreed) {
            Fix again = Fix.of("run the command again, and answer yes");
            throw Failure.usage("not_confirmed", "the app was not changed", config.path(RotatingConfig.NEXT).isEmpty()
                    ? again : Fix.of(again, "; or go back: ", Fix.command("rotate", "--abort")));
        }
    }
}
