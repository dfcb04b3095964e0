package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.ConsumerKeys;
import lib.admin.MadeBySfjwt;
import lib.admin.OrgFacts;
import lib.admin.OrgUser;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.failure.Text;
import lib.keys.Certificates;
import lib.keys.Fingerprint;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;

/**
 * The app as the org has it, and whether that is what jwt.json and the files here say.
 */
public final class AppStatus {

    /**
     * @param name null for the one app that sfjwt made
     * @param profile null for the top level of jwt.json
     * @param shown a path as a person would type it
     */
    public record Request(AdminSession session, AppName name, Path config, String profile,
            Function<Path, String> shown) {

        private Optional<OrgSettings> local() {
            return new LocalConfig(config, profile).settings();
        }

        /** The command that makes the app, or mends it; with a place to fill in where no login is known here. */
        private Text.Command create(Optional<AppInOrg> app, Optional<AppSettings> settings) {
            return local().filter(login -> login.username() != null && login.key() != null)
                    .flatMap(login -> new CreateCommand(session, config, shown).of(login.username().value(),
                            login.key().value(), app, settings, List.of()))
                    .orElse(Fix.command("app", Stream.concat(Stream.of("create", "--user", "USERNAME"),
                            session.options().stream()).toArray()));
        }
    }

    /** How an answer compares with what it should be. */
    public enum State {
        RIGHT,
        WRONG,
        UNKNOWN
    }

    /** One thing that was looked at. */
    public record Line(String id, State state, String text) {
    }

    /** @param mending what makes right what is wrong */
    public record Result(OrgFacts org, AppInOrg app, List<Line> lines, Fix mending) {

        public Result {
            lines = List.copyOf(lines);
        }

        public JsonObject json() {
            var checks = Json.createArrayBuilder();
            lines.forEach(line -> checks.add(Json.createObjectBuilder().add("id", line.id())
                    .add("state", line.state().name().toLowerCase(Locale.ROOT)).add("text", line.text())));
            var shown = Json.createObjectBuilder().add("name", app.name()).add("label", app.label())
                    .add("id", app.id()).add("madeBySfjwt", app.isOurs());
            MadeBySfjwt.in(app.description()).ifPresent(mark -> shown.add("certificateSha256", mark.fingerprint())
                    .add("certificateUntil", mark.until().toString()));
            return Json.createObjectBuilder().add("org", org.json()).add("app", shown).add("checks", checks).build();
        }

        /** Of kind check; empty where nothing is wrong. */
        public Optional<Failure> failure() {
            List<String> wrong = lines.stream().filter(line -> line.state() == State.WRONG).map(Line::id).toList();
            return wrong.isEmpty() ? Optional.empty() : Optional.of(Failure.of(Kind.CHECK, "app_differs",
                    "the app is not as it should be: " + String.join(", ", wrong), mending).with(json()));
        }
    }

    /** @throws Failure for the session, or where the org has no such app */
    public Result run(Request request) {
        OrgFacts org = OrgFacts.of(request.session());
        AppInOrg app = app(request);
        return new Look(request, org, app).result();
    }

    private static AppInOrg app(Request request) {
        if (request.name() != null) {
            return AppInOrg.find(request.session(), request.name().api()).orElseThrow(() -> Failure.of(Kind.REFUSED,
                    "app_unknown", "the org has no External Client App " + request.name().api(),
                    Fix.of("make it: ", request.create(Optional.empty(), Optional.empty()))));
        }
        List<AppInOrg> ours = AppInOrg.ours(request.session());
        if (ours.size() != 1) {
            throw Failure.usage("app_ambiguous", "sfjwt made " + ours.size() + " apps in this org"
                    + (ours.isEmpty() ? "" : ": " + String.join(", ", ours.stream().map(AppInOrg::name).toList())),
                    ours.isEmpty() ? Fix.of("name one with --name, or make it: ",
                            request.create(Optional.empty(), Optional.empty())) : Fix.of("name one with --name"));
        }
        return ours.getFirst();
    }

    private static final class Look {
        private final Request request;
        private final OrgFacts org;
        private final AppInOrg app;
        private final List<Line> lines = new ArrayList<>();
        private Optional<AppSettings> settings = Optional.empty();
        private boolean userIsThere = true;

        Look(Request request, OrgFacts org, AppInOrg app) {
            this.request = request;
            this.org = org;
            this.app = app;
        }

        Result result() {
            Optional<OrgSettings> local = request.local();
            settings();
            List<String> sets = sets();
            certificate(local);
            local.ifPresentOrElse(config -> compare(config, sets), () -> add("config", State.UNKNOWN,
                    "there is no " + request.config().getFileName() + " to compare with"));
            return new Result(org, app, lines, userIsThere
                    ? Fix.of("change what is wrong: ", request.create(Optional.of(app), settings))
                    : Fix.of("give a user of this org: correct ", Input.USERNAME));
        }

        private void settings() {
            try {
                settings = Optional.of(AppSettings.read(request.session(), app.name()));
                settings.ifPresent(this::settings);
            } catch (Failure e) {
                add("settings", State.UNKNOWN, e.getMessage());
            }
        }

        private void settings(AppSettings settings) {
            add("enabled", settings.enabled().map(on -> on ? State.RIGHT : State.WRONG).orElse(State.UNKNOWN),
                    settings.enabled().map(on -> on ? "the app is on" : "the app is off").orElse("not shown"));
            add("scopes", settings.scopes().isEmpty() ? State.UNKNOWN
                    : settings.scopes().contains("Api") || settings.scopes().contains("Full") ? State.RIGHT
                    : State.WRONG, String.join(", ", settings.scopes()));
            String permitted = settings.policy("permittedUsersPolicyType");
            add("policy", permitted.isEmpty() ? State.UNKNOWN : permitted.equals("AdminApprovedPreAuthorized")
                    ? State.RIGHT : State.WRONG, permitted.isEmpty() ? "not shown" : permitted + ", IP ranges: "
                            + settings.policy("ipRelaxationPolicyType"));
        }

        private List<String> sets() {
            List<String> sets = app.permissionSets(request.session());
            for (String set : sets) {
                List<String> users = new PermissionSets(request.session()).usersOf(set);
                add("permission set " + set, State.RIGHT, users.isEmpty() ? "nobody has it"
                        : String.join(", ", users));
            }
            if (sets.isEmpty()) {
                add("permission sets", State.UNKNOWN, "none is shown to open the app");
            }
            return sets;
        }

        private void certificate(Optional<OrgSettings> local) {
            Optional<MadeBySfjwt> mark = MadeBySfjwt.in(app.description());
            if (mark.isEmpty()) {
                add("certificate", State.UNKNOWN, "no API shows the certificate of an app that sfjwt did not make");
                return;
            }
            String there = mark.get().fingerprint();
            String text = Fingerprint.shortened(there) + ", valid until " + mark.get().until();
            Optional<String> here = local.flatMap(Look::fingerprint);
            add("certificate", here.map(one -> one.equals(there) ? State.RIGHT : State.WRONG).orElse(State.UNKNOWN),
                    here.filter(one -> !one.equals(there))
                            .map(one -> text + "; the one here is " + Fingerprint.shortened(one)).orElse(text));
        }

        private static Optional<String> fingerprint(OrgSettings local) {
            try {
                return local.key() != null && local.key().value() instanceof KeySource.InFile(Path key, var _)
                        ? Optional.of(Certificates.fingerprint(
                                Certificates.read(OwnCertificate.nameFor(key)).certificate()))
                        : Optional.empty();
            } catch (Failure e) {
                return Optional.empty();
            }
        }

        private void compare(OrgSettings config, List<String> sets) {
            String user = config.username() == null ? "" : config.username().value();
            Optional<OrgUser> found = user.isEmpty() ? Optional.empty()
                    : OrgUser.find(request.session(), user);
            userIsThere = found.isPresent();
            boolean has = found.isPresent()
                    && !found.get().has(request.session(), sets.toArray(String[]::new)).isEmpty();
            add("user", found.isEmpty() ? State.WRONG : sets.isEmpty() ? State.UNKNOWN : has ? State.RIGHT
                    : State.WRONG, found.isEmpty() ? "the org has no user " + user : user + (has
                            ? " has a permission set of the app" : " has no permission set of the app"));
            Optional<String> key = ConsumerKeys.read(request.session(), app);
            boolean same = config.consumerKey() != null
                    && key.filter(config.consumerKey().value()::equals).isPresent();
            add("consumer key", key.isEmpty() ? State.UNKNOWN : same ? State.RIGHT : State.WRONG, key.isEmpty()
                    ? "the org does not show it to programs" : same ? "is the app's" : "is not the app's");
            boolean here = OrgConfig.loginUrl(config).uri().equals(org.loginUrl());
            add("login URL", here ? State.RIGHT : State.WRONG, here ? "is the org's My Domain"
                    : "is not the org's My Domain " + org.loginUrl());
        }

        private void add(String id, State state, String text) {
            lines.add(new Line(id, state, text));
        }
    }
}
