package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.MadeBySfjwt;
import lib.admin.OrgFacts;
import lib.config.OrgSettings;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Text;
import lib.keys.Passphrase;

/**
 * The app as the org has it, and whether that is what jwt.json and the files here say.
 */
public final class AppStatus {

    /**
     * @param name null for the one app that sfjwt made, or the one that jwt.json logs in with
     * @param profile null for the top level of jwt.json
     * @param shown a path as a person would type it
     * @param passphrase of a key store that holds the key and its certificate
     */
    public record Request(AdminSession session, AppName name, Path config, String profile,
            Function<Path, String> shown, Passphrase passphrase) {

        Optional<OrgSettings> local() {
            return new LocalConfig(config, profile).settings();
        }

        /** The command that makes the app, or mends it; with a place to fill in where no login is known here. */
        Text.Command create(Optional<AppInOrg> app, Optional<AppSettings> settings) {
            return local().filter(login -> login.username() != null && login.key() != null)
                    .flatMap(login -> new CreateCommand(session, name, config, shown).of(login.username().value(),
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
        return new AppLook(request, org, app).result();
    }

    private static AppInOrg app(Request request) {
        if (request.name() != null) {
            return AppInOrg.find(request.session(), request.name().api()).orElseThrow(() -> Failure.of(Kind.REFUSED,
                    "app_unknown", "the org has no External Client App " + request.name().api(),
                    Fix.of("make it: ", request.create(Optional.empty(), Optional.empty()))));
        }
        List<AppInOrg> ours = AppInOrg.ours(request.session());
        return ours.size() == 1 ? ours.getFirst() : ofLocal(request).orElseThrow(() -> Failure.usage("app_ambiguous",
                "sfjwt made " + ours.size() + " apps in this org"
                        + (ours.isEmpty() ? "" : ": " + String.join(", ", ours.stream().map(AppInOrg::name).toList())),
                ours.isEmpty() ? Fix.of("name one with --name, or make it: ",
                        request.create(Optional.empty(), Optional.empty())) : Fix.of("name one with --name")));
    }

    /** The app that the login which is here logs in with. */
    private static Optional<AppInOrg> ofLocal(Request request) {
        return request.local().filter(login -> login.consumerKey() != null).flatMap(login -> AppInOrg.withKey(
                request.session(), login.consumerKey().value(),
                AppLook.fingerprint(login, request.passphrase()).orElse("")));
    }
}
