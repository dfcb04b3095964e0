package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.ConsumerKeys;
import lib.admin.OrgFacts;
import lib.admin.OrgUser;
import lib.api.WhoAmI;
import lib.config.GivenValue;
import lib.config.Setting;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.files.TemporaryFolder;
import lib.http.Retries;
import lib.text.Quoted;

/**
 * Makes the app, its permission set, its key and its jwt.json, and logs in. What is there and right stays as it is, so
 * that a run that broke off is finished by the same command.
 */
public final class CreateApp {

    private final Clock clock;
    private final Retries.Sleeper sleeper;

    public CreateApp(Clock clock) {
        this(clock, Retries.Sleeper.REAL);
    }

    public CreateApp(Clock clock, Retries.Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** How the app is to be; null where the default will do. */
    public record Wishes(AppName name, String username, String email, List<Scope> scopes, String permissionSet,
            IpRelaxation ipRelaxation, Integer sessionTimeout, String consumerKey, boolean adopt) {

        public Wishes {
            GivenValue.username(new Setting<>(username, "--user"));
            scopes = scopes == null ? Scope.DEFAULTS : scopes;
            ipRelaxation = ipRelaxation == null ? IpRelaxation.ENFORCE : ipRelaxation;
            if (consumerKey != null) {
                GivenValue.consumerKey(new Setting<>(consumerKey, "--consumer-key"));
            }
            // the values that Setup offers
            if (sessionTimeout != null && (sessionTimeout < 15 || sessionTimeout > 1440)) {
                throw Failure.usage("bad_session_timeout", "--session-timeout is " + sessionTimeout
                        + "; it takes 15 to 1440 minutes", "leave it out for what the user's profile says");
            }
        }

        private String permissionSetName() {
            return permissionSet == null ? name.api() + "_Access" : permissionSet;
        }
    }

    /**
     * @param profile of jwt.json to write, null for its top level
     * @param dryRun whether the org only checks what would be deployed
     */
    public record Request(AdminSession session, Wishes wishes, Path key, Path config, String profile, boolean dryRun,
            FirstLogin.Way way) {
    }

    /** What is about to be done, for the one question. */
    public record Plan(OrgFacts org, OrgUser user, AppName name, String permissionSet, boolean appIsThere,
            boolean keyIsThere, Path key, Path config) {

        /** The one question, for a person who can say yes or no. */
        public String question() {
            return (appIsThere ? "Change" : "Create") + " the External Client App " + name.api()
                    + " and permission set " + permissionSet + " in " + org.name() + " (" + org.kind().words() + ", "
                    + org.loginUrl().getHost() + "), for " + user.username() + ", as " + org.adminName() + "?";
        }

        public JsonObject json() {
            return Json.createObjectBuilder().add("question", question()).add("org", org.json())
                    .add("user", user.username()).add("app", Json.createObjectBuilder().add("name", name.api())
                            .add("label", name.label()).add("isThere", appIsThere))
                    .add("permissionSet", permissionSet).add("keyIsThere", keyIsThere)
                    .add("production", org.isProduction()).build();
        }
    }

    /** Told how it goes; asked where only a person knows. */
    public interface Progress {
        void began(String what);

        void done(String what);

        /** What the org or the login is at, within what has begun. */
        void status(String how);

        /** @return whether to go on */
        boolean confirm(Plan plan);

        /** @return what was pasted; empty where nobody can answer */
        Optional<String> consumerKey(String whereItIs);
    }

    /**
     * @param changed what was made or changed; empty where all was right
     * @param login empty after a dry run
     */
    public record Result(OrgFacts org, AppName name, String consumerKey, Path config, List<String> changed,
            Optional<WhoAmI.Result> login) {

        public JsonObject json() {
            var json = Json.createObjectBuilder().add("success", true).add("org", org.json())
                    .add("app", Json.createObjectBuilder().add("name", name.api()).add("label", name.label()))
                    .add("dryRun", login.isEmpty()).add("changed", Json.createArrayBuilder(changed));
            login.ifPresent(who -> json.add("config", config.toString()).add("consumerKey", consumerKey)
                    .add("username", who.username()).add("instanceUrl", who.instanceUrl()));
            return json.build();
        }
    }

    /** @throws Failure for whatever part says no; what was done until then stays, and the same command goes on there */
    public Result run(Request request, Progress progress) {
        return new Run(request, progress).go();
    }

    private final class Run {
        private final Request request;
        private final Wishes wishes;
        private final AdminSession session;
        private final Progress progress;
        private final LocalConfig config;
        private final PermissionSets sets;
        private final Deployer deployer;
        private final List<String> changed = new ArrayList<>();
        private boolean written;

        Run(Request request, Progress progress) {
            this.request = request;
            this.wishes = request.wishes();
            this.session = request.session();
            this.progress = progress;
            this.config = new LocalConfig(request.config(), request.profile());
            this.sets = new PermissionSets(session);
            this.deployer = new Deployer(new MetadataDeploy(session, clock, sleeper));
        }

        Result go() {
            progress.began("looking at the org");
            OrgFacts org = OrgFacts.of(session);
            progress.done("org " + org.name() + ", " + org.kind().words() + ", " + org.loginUrl() + ", as "
                    + org.adminName());
            OrgUser user = user();
            Optional<AppInOrg> there = app();
            Optional<PermissionSets.Found> set = permissionSet();
            Optional<String> earlier = config.consumerKeyOf(org.loginUrl(), wishes.username());
            Optional<String> known = Optional.ofNullable(wishes.consumerKey()).or(() -> earlier);
            progress.done("user " + user.username() + " is active");
            if (!request.dryRun() && !progress.confirm(new Plan(org, user, wishes.name(), wishes.permissionSetName(),
                    there.isPresent(), KeyPair.isThere(request.key()), request.key(), request.config()))) {
                throw Failure.usage("not_confirmed", "nothing was changed", "run the command again, and answer yes");
            }
            return request.dryRun() ? check(org, there, set, known) : make(org, user, there, set, known);
        }

        private OrgUser user() {
            OrgUser user = OrgUser.find(session, wishes.username()).orElseThrow(() -> Failure.of(Kind.REFUSED,
                    "user_unknown", "the org has no user " + Quoted.value(wishes.username()), Fix.of("give the "
                            + "username as Setup > Users shows it; in a sandbox it ends with the sandbox's name"))
                    .about(Input.USERNAME));
            if (!user.active() || user.frozen().orElse(false)) {
                throw Failure.of(Kind.REFUSED, "inactive_user", "the user " + user.username() + " is "
                        + (user.active() ? "frozen" : "not active"), Fix.of("Setup > Users > the user: "
                                + (user.active() ? "Unfreeze" : "Edit > Active"))).about(Input.USERNAME);
            }
            return user;
        }

        private Optional<AppInOrg> app() {
            Optional<AppInOrg> there = AppInOrg.find(session, wishes.name().api());
            there.filter(app -> !app.isOurs() && !wishes.adopt()).ifPresent(app -> {
                throw Failure.of(Kind.REFUSED, "app_not_ours", "the org has an External Client App " + app.name()
                        + " that sfjwt did not make; it was not touched", Fix.of("choose another --name, or add "
                                + "--adopt to give that app this certificate, these scopes and this policy"));
            });
            return there;
        }

        private Optional<PermissionSets.Found> permissionSet() {
            if (wishes.permissionSet() != null) {
                return Optional.of(sets.require(wishes.permissionSet()));
            }
            Optional<PermissionSets.Found> there = sets.find(wishes.permissionSetName());
            there.filter(set -> !set.isOurs() && !wishes.adopt()).ifPresent(set -> {
                throw Failure.of(Kind.REFUSED, "permission_set_not_ours", "the org has a permission set " + set.name()
                        + " that sfjwt did not make; it was not touched", Fix.of("use it with --permission-set "
                                + set.name() + ", or choose another --name"));
            });
            return there;
        }

        private Result check(OrgFacts org, Optional<AppInOrg> there, Optional<PermissionSets.Found> set,
                Optional<String> known) {
            progress.began("asking the org to check the deploy");
            try (TemporaryFolder folder = TemporaryFolder.make("dry-run")) {
                KeyPair keys = KeyPair.ensure(KeyPair.isThere(request.key()) ? request.key()
                        : folder.path().resolve("server.key"), request.way().passphrase(), clock);
                AppDesign design = design(org, keys, there, known);
                deployer.run(design, set.isPresent() ? List.of() : List.of(newPermissionSet()), AppDesign::files, true,
                        progress::status);
                progress.done("the org has checked the deploy, and would take it; nothing was changed");
                if (set.isEmpty()) {
                    changed.add(newPermissionSet().path());
                }
                design.files().forEach(file -> changed.add(file.path()));
            }
            return new Result(org, wishes.name(), "", request.config(), changed, Optional.empty());
        }

        private Result make(OrgFacts org, OrgUser user, Optional<AppInOrg> there, Optional<PermissionSets.Found> found,
                Optional<String> known) {
            boolean wasThere = KeyPair.isThere(request.key());
            KeyPair keys = KeyPair.ensure(request.key(), request.way().passphrase(), clock);
            done(!wasThere, wasThere ? "key and certificate are there" : "key and certificate made");
            PermissionSets.Found set = found.orElseGet(this::makePermissionSet);
            AppDesign design = design(org, keys, there, known);
            String consumerKey = deploy(org, design, there, keys);
            AppInOrg app = AppInOrg.find(session, wishes.name().api()).orElseThrow(() -> Failure.of(Kind.UNREACHABLE,
                    "app_not_shown", "the org has taken the app and does not show it", "wait a minute, and run the "
                            + "command again: it goes on from there"));
            consumerKey = consumerKey != null ? consumerKey : consumerKey(app);
            if (sets.open(app, set)) {
                done(true, "the app opened to permission set " + set.name());
            }
            boolean assigned = sets.assign(set, user);
            done(assigned, user.username() + (assigned ? " given" : " has") + " permission set " + set.name());
            written |= config.write(consumerKey, wishes.username(), org.loginUrl(), request.key(),
                    request.way().passphrase());
            done(written, request.config().getFileName() + (written ? " written" : " is right"));
            progress.began("logging in");
            WhoAmI.Result who = new FirstLogin(clock, sleeper).run(config, request.way(), progress::status);
            progress.done("logged in as " + who.username());
            return new Result(org, wishes.name(), consumerKey, request.config(), changed, Optional.of(who));
        }

        private PermissionSets.Found makePermissionSet() {
            progress.began("deploying the permission set");
            MetadataDeploy.Result result = new MetadataDeploy(session, clock, sleeper)
                    .run(List.of(newPermissionSet()), false, progress::status);
            if (!result.succeeded()) {
                throw result.failure();
            }
            done(true, "permission set " + wishes.permissionSetName() + " made");
            return sets.require(wishes.permissionSetName());
        }

        private MetadataFile newPermissionSet() {
            return AppDesign.permissionSet(wishes.permissionSetName(), wishes.name());
        }

        private AppDesign design(OrgFacts org, KeyPair keys, Optional<AppInOrg> there, Optional<String> known) {
            String email = wishes.email() != null ? wishes.email()
                    : org.adminEmail().isEmpty() ? org.adminName() : org.adminEmail();
            var design = new AppDesign(wishes.name(), email, wishes.scopes(), wishes.permissionSetName(),
                    wishes.ipRelaxation(), wishes.sessionTimeout(), keys.pem(), keys.mark(),
                    known.or(() -> there.flatMap(app -> ConsumerKeys.read(session, app)))
                            .orElseGet(() -> there.isPresent() ? null : ConsumerKeys.random()),
                    null, AppDesign.usualPolicyName(wishes.name()));
            return there.isPresent() ? design.scopedTo(org.id()) : design;
        }

        /** @return the consumer key, or null where it is Salesforce's and not known yet */
        private String deploy(OrgFacts org, AppDesign design, Optional<AppInOrg> there, KeyPair keys) {
            List<String> differences = there.map(app -> differences(design, app)).orElse(List.of("app"));
            if (differences.isEmpty()) {
                progress.done("app " + wishes.name().api() + " is as it should be");
                return design.consumerKey();
            }
            progress.began("checking the app in the org");
            // whether the org takes a key of our choice is found out before anything is changed
            AppDesign taken = deployer.run(design, List.of(), AppDesign::files, true, progress::status);
            if (taken.consumerKey() != null) {
                // written first: a run that breaks off after the deploy finds its key again
                written = config.write(taken.consumerKey(), wishes.username(), org.loginUrl(), request.key(),
                        request.way().passphrase());
            }
            progress.began("deploying the app");
            taken = deployer.run(taken, List.of(), AppDesign::files, false, progress::status);
            done(true, "app " + wishes.name().api() + (there.isPresent() ? " changed: "
                    + String.join(", ", differences) : " made"));
            return taken.consumerKey() != null ? taken.consumerKey() : there.isPresent() ? design.consumerKey() : null;
        }

        private List<String> differences(AppDesign design, AppInOrg app) {
            var found = new ArrayList<String>();
            if (!app.description().equals(design.mark().words())) {
                found.add("certificate");
            }
            try {
                found.addAll(design.differences(AppSettings.read(session, app.name())));
            } catch (Failure e) {
                progress.status("its settings cannot be read, and are taken for right: " + e.getMessage());
            }
            return found;
        }

        private String consumerKey(AppInOrg app) {
            Optional<String> read = ConsumerKeys.read(session, app);
            if (read.isPresent()) {
                progress.done("consumer key read from the org");
                return read.get();
            }
            String where = "Setup > External Client App Manager > " + wishes.name().label()
                    + " > Settings > OAuth Settings > Consumer Key and Secret: copy the Consumer Key (not the secret)";
            String pasted = progress.consumerKey(where).orElseThrow(() -> Failure.usage("consumer_key_needed",
                    "the app is made, but this org does not show its Consumer Key to programs", Fix.of(where
                            + "; then run the same command with --consumer-key KEY: it goes on from there"))
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
}
