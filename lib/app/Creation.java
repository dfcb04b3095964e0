package lib.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.ConsumerKeys;
import lib.api.WhoAmI;
import lib.config.GivenValue;
import lib.config.Setting;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.files.TemporaryFolder;

/**
 * One run of {@link CreateApp}, part by part: each makes what is not there yet.
 */
final class Creation {

    private final CreateApp.Request request;
    private final CreateApp.Wishes wishes;
    private final AdminSession session;
    private final CreateApp.Progress progress;
    private final PermissionSets sets;
    private final MetadataDeploy deploy;
    private final Clock clock;
    private final List<String> changed = new ArrayList<>();
    /** The file of the login as it was at first, and as it is by what was done. */
    private Optional<byte[]> before;
    private Optional<byte[]> config;
    private boolean agreed;
    private boolean deployed;
    private boolean written;

    Creation(CreateApp.Request request, CreateApp.Progress progress, Clock clock) {
        this.request = request;
        this.wishes = request.wishes();
        this.session = request.session();
        this.progress = progress;
        this.sets = new PermissionSets(session);
        this.deploy = new MetadataDeploy(session, clock);
        this.clock = clock;
    }

    CreateApp.Result run() {
        before = request.login().content();
        config = before;
        Survey there = Survey.of(request, progress);
        Optional<KeyPair> existing = KeyPair.isThere(request.key()) ? Optional.of(keys()) : Optional.empty();
        there.requireOwnApp(existing);
        if (request.dryRun()) {
            return check(there, existing);
        }
        CreateApp.Plan plan = there.plan(existing);
        if (plan.changes().isEmpty()) {
            progress.done("nothing has to be changed");
        } else if (!agrees(plan)) {
            throw Failure.usage("not_confirmed", "nothing was changed", "run the command again, and answer yes");
        }
        return make(there, existing);
    }

    private KeyPair keys() {
        return KeyPair.ensure(request.key(), request.way().passphrase(), clock).requireValid(request.key(),
                clock);
    }

    private CreateApp.Result check(Survey there, Optional<KeyPair> existing) {
        progress.began("asking the org to check the deploy");
        try (TemporaryFolder folder = TemporaryFolder.make("dry-run")) {
            KeyPair keys = existing.orElseGet(() -> KeyPair.ensure(folder.path().resolve("server.key"),
                    request.way().passphrase(), clock));
            AppDesign design = there.design(keys);
            List<MetadataFile> set = there.permissionSet().isPresent() ? List.of() : List.of(newPermissionSet());
            new Deployer(deploy).run(design, set, AppDesign::files, true, progress::status);
            progress.done("the org has checked the deploy, and would take it; nothing was changed");
            set.forEach(file -> changed.add(file.path()));
            design.files().forEach(file -> changed.add(file.path()));
        }
        return new CreateApp.Result(there.org(), wishes.name(), "", request.config(), changed, Optional.empty());
    }

    private CreateApp.Result make(Survey there, Optional<KeyPair> existing) {
        KeyPair keys = existing.orElseGet(this::keys);
        done(existing.isEmpty(), existing.isPresent() ? "key and certificate are there" : "key and certificate made");
        PermissionSets.Found set = there.permissionSet().orElseGet(this::makePermissionSet);
        String key = deploy(there, there.design(keys));
        AppInOrg app = AppInOrg.find(session, wishes.name().api()).orElseThrow(() -> Failure.of(Kind.UNREACHABLE,
                "app_not_shown", "the org has taken the app and does not show it", "wait a minute, and run the "
                        + "command again: it goes on from there"));
        String consumerKey = key != null ? key : consumerKey(app);
        if (sets.open(app, set, progress::status)) {
            done(true, "the app opened to permission set " + set.name());
        }
        boolean assigned = sets.assign(set, there.user());
        done(assigned, there.user().username() + (assigned ? " given" : " has") + " permission set " + set.name());
        written |= write(there, consumerKey);
        done(written, request.config().getFileName() + (written ? " written" : " is right"));
        progress.began("logging in");
        WhoAmI who = logIn(there, there.design(keys).withConsumerKey(consumerKey));
        progress.done("logged in as " + who.username());
        return new CreateApp.Result(there.org(), wishes.name(), consumerKey, request.config(), changed,
                Optional.of(who));
    }

    /** An app that is as it should be by its description may have got another certificate in Setup. */
    private WhoAmI logIn(Survey there, AppDesign design) {
        var login = new FirstLogin(clock);
        if (!deployed) {
            try {
                return login.run(request.login(), request.way().withoutPatience(), progress::status);
            } catch (Failure refused) {
                if (refused.kind() != Kind.REFUSED) {
                    throw refused;
                }
                if (refused.code().equals("assertion_invalid") && agrees(there.planning(List.of("certificate")))) {
                    progress.began("deploying the certificate again");
                    new Deployer(deploy).run(design, List.of(), AppDesign::certificateFiles, false, progress::status);
                    done(true, "certificate deployed again: Salesforce did not take a signature of its key");
                    progress.began("logging in");
                }
            }
        }
        return login.run(request.login(), request.way(), progress::status);
    }

    private boolean agrees(CreateApp.Plan plan) {
        agreed = agreed || progress.confirm(plan);
        return agreed;
    }

    private PermissionSets.Found makePermissionSet() {
        progress.began("deploying the permission set");
        MetadataDeploy.Result result = deploy.run(List.of(newPermissionSet()), false, progress::status);
        if (!result.succeeded()) {
            throw result.failure();
        }
        done(true, "permission set " + wishes.permissionSet() + " made");
        return sets.require(wishes.permissionSet());
    }

    private MetadataFile newPermissionSet() {
        return AppDesign.permissionSet(wishes.permissionSet(), wishes.name());
    }

    /** @return the consumer key, or null where it is Salesforce's and not known yet */
    private String deploy(Survey there, AppDesign design) {
        List<String> differences = there.differences(design);
        if (differences.isEmpty()) {
            progress.done("app " + wishes.name().api() + " is as it should be");
            return design.consumerKey();
        }
        progress.began("checking the app in the org");
        // whether the org takes a key of our choice is found out before anything is changed
        AppDesign taken = deploy(there, design, true);
        requireStillNew(there);
        if (taken.consumerKey() != null) {
            // written first: a run that breaks off after the deploy finds its key again
            written = write(there, taken.consumerKey());
        }
        progress.began("deploying the app");
        taken = deploy(there, taken, false);
        deployed = true;
        boolean isNew = there.app().isEmpty();
        done(true, "app " + wishes.name().api() + (isNew ? " made" : " changed: " + String.join(", ", differences)));
        return taken.consumerKey() != null || isNew ? taken.consumerKey() : design.consumerKey();
    }

    private AppDesign deploy(Survey there, AppDesign design, boolean checkOnly) {
        try {
            return new Deployer(deploy).run(design, List.of(), AppDesign::files, checkOnly, progress::status);
        } catch (Failure refused) {
            if (DeployFailures.isOfHeader(refused)) {
                requireStillNew(there);
            }
            throw refused;
        }
    }

    /** Of two runs at once one makes the app, and its consumer key is the app's. */
    private void requireStillNew(Survey there) {
        if (there.app().isEmpty() && AppInOrg.find(session, wishes.name().api()).isPresent()) {
            if (written) {
                request.login().takeBack(before, config);
            }
            throw Failure.of(Kind.REFUSED, "app_made_meanwhile", "somebody else has made the app "
                    + wishes.name().api() + " in the org meanwhile", "run the command again: it goes on from there");
        }
    }

    private boolean write(Survey there, String consumerKey) {
        boolean changes = request.login().write(config, consumerKey, wishes.username(), there.org().loginUrl(),
                request.key(), request.way().passphrase());
        config = request.login().content();
        return changes;
    }

    private String consumerKey(AppInOrg app) {
        Optional<String> read = new ConsumerKeys(session).of(app);
        if (read.isPresent()) {
            progress.done("consumer key read from the org");
            return read.get();
        }
        String where = "Setup > External Client App Manager > " + wishes.name().label()
                + " > Settings > OAuth Settings > Consumer Key and Secret: copy the Consumer Key (not the secret)";
        String pasted = progress.consumerKey(where).orElseThrow(() -> Failure.usage("consumer_key_needed",
                "the app is made, but this org does not show its Consumer Key to programs", Fix.of(where, Fix.terminal(
                        "; then run the same command with --consumer-key KEY: it goes on from there")))
                .about(Input.CONSUMER_KEY));
        return GivenValue.consumerKey(new Setting<>(pasted.strip(), "the Consumer Key"));
    }

    private void done(boolean isChange, String what) {
        progress.done(what);
        if (isChange) {
            changed.add(what);
        }
    }
}
