package lib.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.ConsumerKeys;
import lib.admin.MadeBySfjwt;
import lib.admin.OrgFacts;
import lib.admin.OrgUser;
import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.keys.Certificates;
import lib.keys.Fingerprint;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;
import lib.keys.Passphrase;

/**
 * Looks at an app in the org, one thing after the other, and compares it with what is here.
 */
final class AppLook {

    private final AppStatus.Request request;
    private final OrgFacts org;
    private final AppInOrg app;
    private final List<AppStatus.Line> lines = new ArrayList<>();
    private Optional<AppSettings> settings = Optional.empty();
    /** What app create does not mend. */
    private Fix otherFix = Fix.NONE;

    AppLook(AppStatus.Request request, OrgFacts org, AppInOrg app) {
        this.request = request;
        this.org = org;
        this.app = app;
    }

    AppStatus.Result result() {
        Optional<OrgSettings> local = request.local();
        settings();
        List<String> sets = sets();
        certificate(local);
        local.ifPresentOrElse(config -> compare(config, sets), () -> unknown("config",
                Files.exists(request.config()) ? request.config().getFileName() + " names no user to compare with"
                        : "there is no " + request.config().getFileName() + " to compare with"));
        return new AppStatus.Result(org, app, lines, mending());
    }

    /** Looked for only where something is wrong: it asks the org again. */
    private Fix mending() {
        if (lines.stream().noneMatch(line -> line.state() == AppStatus.State.WRONG)) {
            return Fix.NONE;
        }
        return otherFix.isEmpty() ? Fix.of("change what is wrong: ", request.create(Optional.of(app), settings))
                : otherFix;
    }

    private void settings() {
        try {
            settings = Optional.of(AppSettings.read(request.session(), app.name()));
            settings.ifPresent(this::settings);
        } catch (Failure e) {
            unknown("settings", e.getMessage());
        }
    }

    private void settings(AppSettings there) {
        there.enabled().ifPresentOrElse(on -> check("enabled", on, on ? "the app is on" : "the app is off"),
                () -> unknown("enabled", "not shown"));
        there.shownScopes().ifPresentOrElse(scopes -> check("scopes", Scope.letDoAnything(scopes), scopes.isEmpty()
                ? "none, so that nobody can log in" : String.join(", ", scopes)), () -> unknown("scopes", "not shown"));
        String permitted = there.policy("permittedUsersPolicyType");
        if (permitted.isEmpty()) {
            unknown("policy", "not shown");
        } else {
            check("policy", permitted.equals("AdminApprovedPreAuthorized"),
                    permitted + ", IP ranges: " + there.policy("ipRelaxationPolicyType"));
        }
    }

    private List<String> sets() {
        List<String> sets = app.permissionSets(request.session(), settings);
        for (String set : sets) {
            List<String> users = new PermissionSets(request.session()).usersOf(set);
            check("permission set " + set, true, users.isEmpty() ? "nobody has it" : String.join(", ", users));
        }
        if (!profiles().isEmpty()) {
            check("profiles", true, String.join(", ", profiles()));
        } else if (sets.isEmpty() && settings.filter(there -> there.policy("permittedUsersPolicyType")
                .equals("AdminApprovedPreAuthorized")).isPresent()) {
            check("permission sets", false, "the policy lets nobody in");
        } else if (sets.isEmpty()) {
            unknown("permission sets", "none is shown to open the app");
        }
        return sets;
    }

    private List<String> profiles() {
        return settings.map(AppSettings::profiles).orElse(List.of());
    }

    private void certificate(Optional<OrgSettings> local) {
        Optional<MadeBySfjwt> mark = MadeBySfjwt.in(app.description());
        if (mark.isEmpty()) {
            unknown("certificate", "no API shows the certificate of an app that sfjwt did not make");
            return;
        }
        String there = mark.get().fingerprint();
        String text = Fingerprint.shortened(there) + ", valid until " + mark.get().until();
        if (local.filter(login -> isOfOtherKey(login, there)).isPresent()) {
            check("certificate", true, text + "; it belongs to the other key of a rotation that is under way");
            return;
        }
        local.flatMap(login -> fingerprint(login, request.passphrase())).ifPresentOrElse(here ->
                check("certificate", here.equals(there), text
                        + (here.equals(there) ? "" : "; the one here is " + Fingerprint.shortened(here))),
                () -> unknown("certificate", text + "; none is here to compare it with"));
    }

    private static boolean isOfOtherKey(OrgSettings login, String fingerprint) {
        return login.otherKey() != null && OwnCertificate.isIn(login.otherKey().value(), fingerprint);
    }

    /** Of the certificate that belongs to the key. */
    static Optional<String> fingerprint(OrgSettings local, Passphrase passphrase) {
        return Optional.ofNullable(local.key()).flatMap(key -> OwnCertificate.of(key.value(), passphrase))
                .map(own -> Certificates.fingerprint(own.certificate()));
    }

    private void compare(OrgSettings config, List<String> sets) {
        if (config.key() != null && config.key().value() instanceof KeySource.InFile(Path key, var _)
                && Files.notExists(key)) {
            check("key", false, request.shown().apply(key) + " is not there");
        }
        user(config.username() == null ? "" : config.username().value(), sets);
        Optional<String> consumerKey = new ConsumerKeys(request.session()).of(app);
        boolean same = config.consumerKey() != null
                && consumerKey.equals(Optional.of(config.consumerKey().value()));
        if (consumerKey.isEmpty()) {
            unknown("consumer key", "the org does not show it to programs");
        } else {
            check("consumer key", same, same ? "is the app's" : "is not the app's");
        }
        loginUrl(OrgConfig.loginUrl(config), same);
    }

    /** @param hasApp whether the login is to this app: then it is no other org's, and only its URL is wrong */
    private void loginUrl(LoginUrl url, boolean hasApp) {
        boolean here = url.uri().equals(org.loginUrl());
        check("login URL", here, here ? "is the org's My Domain" : "is " + url + ", not the org's My Domain "
                + org.loginUrl());
        if (!here && hasApp && otherFix.isEmpty()) {
            var words = new ArrayList<>(List.of("--force", "--login-url", org.loginUrl().toString()));
            words.addAll(request.profile() == null ? List.of() : List.of("--profile", request.profile()));
            otherFix = Fix.of("correct it: ", Fix.command("setup-config", words.toArray()));
        }
    }

    private void user(String name, List<String> sets) {
        Optional<OrgUser> found = name.isEmpty() ? Optional.empty() : OrgUser.find(request.session(), name);
        if (found.isEmpty()) {
            otherFix = Fix.of("give a user of this org: correct ", Input.USERNAME);
            check("user", false, "the org has no user " + name);
            return;
        }
        OrgUser user = found.get();
        if (!user.canLogIn()) {
            otherFix = user.activation();
            check("user", false, name + " is " + user.hindrance());
        } else if (!profiles().contains(user.profile())) {
            boolean has = !user.has(request.session(), sets.toArray(String[]::new)).isEmpty();
            String text = name + (has ? " has a permission set of the app" : " has no permission set of the app");
            if (sets.isEmpty()) {
                unknown("user", text);
            } else {
                check("user", has, text);
            }
        } else {
            check("user", true, name + " has a profile of the app, " + user.profile());
        }
    }

    private void check(String id, boolean isRight, String text) {
        lines.add(new AppStatus.Line(id, isRight ? AppStatus.State.RIGHT : AppStatus.State.WRONG, text));
    }

    private void unknown(String id, String text) {
        lines.add(new AppStatus.Line(id, AppStatus.State.UNKNOWN, text));
    }
}
