package ui;

import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import lib.admin.AdminSession;
import lib.admin.AdminSource;
import lib.admin.AdminToken;
import lib.admin.SfCli;
import lib.app.Access;
import lib.app.AppName;
import lib.app.CreateApp;
import lib.app.FirstLogin;
import lib.config.ConfigSources;
import lib.config.GivenValue;
import lib.config.Setting;
import lib.demo.DemoOrg;
import lib.doctor.WaitTime;
import lib.failure.Failure;
import lib.failure.Text;
import lib.failure.Voice;
import lib.files.Confinement;
import lib.store.StoreOptions;

/**
 * Making the app for the page: which orgs there is a session for, the plan, and, once the person has agreed to that,
 * the work, part by part as it happens.
 */
final class AppCalls {

    private static final String DEMO = "demo";
    private static final WaitTime PATIENCE = WaitTime.parse("12m");

    private final Workplace workplace;
    private final RootFolder root;
    private final DemoOrg demo;

    /** @param demo null for none */
    AppCalls(Workplace workplace, DemoOrg demo) {
        this.workplace = workplace;
        this.root = workplace.root();
        this.demo = demo;
    }

    /**
     * {@code {"orgs": [{"name", "alias", "username", "instanceUrl", "isDefault", "connected"}], "problem"}}: those that
     * the Salesforce CLI is logged in to, and the demo org; {@code problem} is a failure, where sf cannot be asked.
     */
    JsonObject orgs(Call call) {
        var orgs = Json.createArrayBuilder();
        if (demo != null) {
            orgs.add(org(new SfCli.Known(DEMO, "admin@demo.example", demo.url().toString(), true, true)));
        }
        var answer = Json.createObjectBuilder();
        try {
            sf().orgs().forEach(known -> orgs.add(org(known)));
        } catch (Failure failure) {
            answer.add("problem", failure.json(Voice.PAGE));
        }
        return answer.add("orgs", orgs).build();
    }

    private static JsonObject org(SfCli.Known known) {
        return Json.createObjectBuilder().add("name", known.name()).add("alias", known.alias())
                .add("username", known.username()).add("instanceUrl", known.instanceUrl())
                .add("isDefault", known.isDefault()).add("connected", known.connected()).build();
    }

    /**
     * Makes the app for as long as the page listens. Takes {@code org} (a name of {@link #orgs}), {@code user},
     * {@code name}, {@code email}, {@code scopes}, {@code permissionSet}, {@code ipRelaxation},
     * {@code sessionTimeout}, {@code consumerKey}, {@code adopt}, {@code privateKeyFile}, {@code configPath},
     * {@code profile}, {@code dryRun}, and {@code confirmed}.
     *
     * <p>The events: {@code began}, {@code done} and {@code status} ({@code {"text"}}); {@code plan}, which is the last
     * one unless {@code confirmed} is true; in the end {@code summary} or {@code failed}. The failure
     * {@code consumer_key_needed} asks for the same call with {@code consumerKey}.
     */
    void create(Call call, ServerResponse response) {
        Fields fields = call.fields(List.of("org", "user", "name", "email", "scopes", "permissionSet", "ipRelaxation",
                "sessionTimeout", "consumerKey", "adopt", "privateKeyFile", "configPath", "profile", "dryRun",
                "confirmed", "passphrase"));
        CreateApp.Request request = request(fields);
        var answer = new LiveAnswer();
        var progress = new PageProgress(answer, fields.isSet("confirmed"));
        answer.stream(response, "sfjwt-app", () -> Confinement.within(root.real(), () -> {
            try {
                answer.tell("summary", new CreateApp(workplace.clock()).run(request, progress).json());
            } catch (Failure failure) {
                if (!progress.waitsForConsent) {
                    throw failure;
                }
            }
            return null;
        }));
    }

    private CreateApp.Request request(Fields fields) {
        String user = GivenValue.username(new Setting<>(fields.text("user", "").strip(),
                "\u201CUser who is to log in\u201D"));
        var access = Access.parse(fields.typed("scopes"), fields.typed("permissionSet"),
                fields.typed("ipRelaxation"), fields.number("sessionTimeout"));
        var wishes = new CreateApp.Wishes(AppName.of(fields.text("name", AppName.DEFAULT)), user,
                fields.typed("email"), access, fields.typed("consumerKey"), fields.isSet("adopt"));
        return new CreateApp.Request(new AdminSession(source(fields.text("org", "")), workplace.http(),
                workplace.clock()), wishes,
                root.resolve(fields.text("privateKeyFile", Text.KEY), "privateKeyFile"),
                root.resolve(fields.text("configPath", ConfigSources.DEFAULT_FILE), "configPath"),
                fields.typed("profile"), fields.isSet("dryRun"),
                new FirstLogin.Way(workplace.http(), workplace.passphrase(fields), StoreOptions.NONE, PATIENCE));
    }

    private AdminSource source(String org) {
        if (org.isEmpty()) {
            throw Failure.usage("no_admin_session", "no org was chosen", "choose one that the Salesforce CLI is logged "
                    + "in to, or log it in: sf org login web");
        }
        return demo != null && org.equals(DEMO) ? () -> new AdminToken(demo.url(), DemoOrg.ADMIN_TOKEN)
                : AdminSource.sf(sf(), org);
    }

    private SfCli sf() {
        return new SfCli(root.real(), workplace.environment());
    }

    /** Tells the page; what only a person knows comes with the page's next call. */
    private static final class PageProgress implements CreateApp.Progress {
        private final LiveAnswer answer;
        private final boolean confirmed;
        private boolean waitsForConsent;

        PageProgress(LiveAnswer answer, boolean confirmed) {
            this.answer = answer;
            this.confirmed = confirmed;
        }

        @Override
        public void began(String what) {
            tell("began", what);
        }

        @Override
        public void done(String what) {
            tell("done", what);
        }

        @Override
        public void status(String how) {
            tell("status", how);
        }

        private void tell(String event, String text) {
            answer.tell(event, Json.createObjectBuilder().add("text", text).build());
        }

        @Override
        public boolean confirm(CreateApp.Plan plan) {
            waitsForConsent = !confirmed;
            answer.tell("plan", Json.createObjectBuilder(plan.json()).add("confirmed", confirmed).build());
            return confirmed;
        }

        @Override
        public Optional<String> consumerKey(String whereItIs) {
            return Optional.empty();
        }
    }
}
