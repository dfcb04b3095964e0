package lib.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.ConsumerKeys;
import lib.admin.MadeBySfjwt;
import lib.admin.OrgFacts;
import lib.admin.OrgUser;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.keys.Fingerprint;
import lib.text.Quoted;

/**
 * What is already there, in the org and in jwt.json, of what is to be made; read before anything is changed. What is
 * in the way of it is told here.
 *
 * @param settings empty where there is no app, or the org does not show them
 * @param consumerKey the one that was asked for, that the org shows, or that jwt.json has
 * @param isKnownHere whether the login that is here has the app's consumer key
 */
record Survey(CreateApp.Request request, OrgFacts org, OrgUser user, Optional<AppInOrg> app,
        Optional<AppSettings> settings, Optional<PermissionSets.Found> permissionSet, Optional<String> consumerKey,
        boolean isKnownHere) {

    /** @throws Failure for a user who may not log in, and for what is there and is not ours to change */
    static Survey of(CreateApp.Request request, CreateApp.Progress progress) {
        CreateApp.Wishes wishes = request.wishes();
        AdminSession session = request.session();
        progress.began("looking at the org");
        OrgFacts org = OrgFacts.of(session);
        progress.done("org " + org.name() + ", " + org.kind().words() + ", " + org.loginUrl() + ", as "
                + org.adminName());
        OrgUser user = user(session, wishes.username());
        Optional<AppInOrg> app = app(session, wishes);
        Optional<PermissionSets.Found> set = permissionSet(session, wishes);
        Optional<String> earlier = request.login().consumerKeyOf(org.loginUrl(), wishes.username());
        progress.done("user " + user.username() + " is active");
        Optional<String> shown = app.flatMap(there -> new ConsumerKeys(session).of(there));
        Optional<String> asked = Optional.ofNullable(wishes.consumerKey());
        shown.filter(key -> !asked.orElse(key).equals(key)).ifPresent(_ -> {
            throw Failure.usage("consumer_key_other", "the app " + wishes.name().api() + " has another Consumer Key "
                    + "than the one that was given", Fix.of(Fix.terminal("leave out --consumer-key: ",
                            "leave it empty: "), "the org shows the app's own")).about(Input.CONSUMER_KEY);
        });
        boolean isKnownHere = asked.or(() -> earlier).filter(key -> shown.orElse(key).equals(key)).isPresent();
        return new Survey(request, org, user, app, app.flatMap(there -> settings(session, there, progress)), set,
                asked.or(() -> shown).or(() -> earlier), isKnownHere);
    }

    private static OrgUser user(AdminSession session, String username) {
        OrgUser user = OrgUser.find(session, username).orElseThrow(() -> Failure.of(Kind.REFUSED, "user_unknown",
                "the org has no user " + Quoted.value(username), Fix.of("give the username as Setup > Users shows it; "
                        + "in a sandbox it ends with the sandbox's name")).about(Input.USERNAME));
        if (!user.canLogIn()) {
            throw Failure.of(Kind.REFUSED, "inactive_user", "the user " + user.username() + " is "
                    + user.hindrance(), user.activation()).about(Input.USERNAME);
        }
        return user;
    }

    private static Optional<AppInOrg> app(AdminSession session, CreateApp.Wishes wishes) {
        Optional<AppInOrg> there = AppInOrg.find(session, wishes.name().api());
        there.filter(app -> !app.name().equals(wishes.name().api())).ifPresent(app -> {
            throw Failure.usage("app_name_taken", "the org has an External Client App " + app.name()
                    + ", and to Salesforce " + wishes.name().api() + " is the same name",
                    Fix.of("write it as " + app.name() + ", or choose another ", AppName.ASKED));
        });
        there.filter(app -> !app.isOurs() && !wishes.adopt()).ifPresent(app -> {
            throw Failure.of(Kind.REFUSED, "app_not_ours", "the org has an External Client App " + app.name()
                    + " that sfjwt did not make; it was not touched", Fix.of("choose another ", AppName.ASKED,
                            Fix.terminal(", or add --adopt to give that app this certificate, these scopes and this "
                                    + "policy", ", or take that app over")));
        });
        return there;
    }

    /**
     * An app has one certificate: to replace it ends the logins with the key that it belongs to.
     *
     * @param keys empty where they are to be made
     * @throws Failure {@code app_in_use} where nothing here shows that this key was ours
     */
    void requireOwnApp(Optional<KeyPair> keys) {
        Optional<MadeBySfjwt> there = app.flatMap(one -> MadeBySfjwt.in(one.description()));
        if (isKnownHere || request.wishes().adopt() || there.isEmpty() || keys.map(KeyPair::mark).equals(there)) {
            return;
        }
        throw Failure.of(Kind.REFUSED, "app_in_use", "another key logs in with the External Client App "
                + app.get().name() + ": its certificate is " + Fingerprint.shortened(there.get().fingerprint())
                + ", valid until " + there.get().until() + "; it was not touched", Fix.of("choose another ",
                        AppName.ASKED, ", or bring that key and its jwt.json here", Fix.terminal(
                                ", or add --adopt to end the logins with that key", ", or take that app over")));
    }

    private static Optional<PermissionSets.Found> permissionSet(AdminSession session, CreateApp.Wishes wishes) {
        var sets = new PermissionSets(session);
        if (wishes.access().permissionSet() != null) {
            return Optional.of(sets.require(wishes.permissionSet()));
        }
        Optional<PermissionSets.Found> there = sets.find(wishes.permissionSet());
        there.filter(set -> !set.isOurs() && !wishes.adopt()).ifPresent(set -> {
            throw Failure.of(Kind.REFUSED, "permission_set_not_ours", "the org has a permission set " + set.name()
                    + " that sfjwt did not make; it was not touched", Fix.of(Fix.terminal(
                            "use it with --permission-set " + set.name() + ", or "), "choose another ", AppName.ASKED));
        });
        return there;
    }

    private static Optional<AppSettings> settings(AdminSession session, AppInOrg app, CreateApp.Progress progress) {
        try {
            return Optional.of(AppSettings.read(session, app.name()));
        } catch (Failure e) {
            progress.status("its settings cannot be read, and are taken for right: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The app as it is to be, with a consumer key of our choice where it is new. */
    AppDesign design(KeyPair keys) {
        CreateApp.Wishes wishes = request.wishes();
        String email = wishes.email() != null ? wishes.email()
                : org.adminEmail().isEmpty() ? org.adminName() : org.adminEmail();
        // the set's own name: Salesforce finds it by one in another case, too
        var design = AppDesign.of(wishes.name(), email, permissionSet.map(wishes.access()::of).orElse(wishes.access()),
                keys, consumerKey.orElseGet(() -> app.isPresent() ? null : ConsumerKeys.random()));
        return app.isPresent() ? design.scopedTo(org.id(), settings) : design;
    }

    /** In what the org's app differs from the design, by the names of options and fields; "app" where there is none. */
    List<String> differences(AppDesign design) {
        if (app.isEmpty()) {
            return List.of("app");
        }
        var found = new ArrayList<String>();
        if (!app.get().description().equals(design.mark().words())) {
            found.add("certificate");
        }
        settings.ifPresent(there -> found.addAll(design.differences(there)));
        return found;
    }

    /** @param keys empty where they are to be made */
    CreateApp.Plan plan(Optional<KeyPair> keys) {
        return planning(changes(keys));
    }

    CreateApp.Plan planning(List<String> changes) {
        CreateApp.Wishes wishes = request.wishes();
        return new CreateApp.Plan(org, user, wishes.name(), wishes.permissionSet(), app.isPresent(),
                KeyPair.isThere(request.key()), changes);
    }

    private List<String> changes(Optional<KeyPair> keys) {
        CreateApp.Wishes wishes = request.wishes();
        var changes = new ArrayList<String>();
        keys.ifPresentOrElse(there -> changes.addAll(differences(design(there))), () ->
                changes.addAll(List.of("key", app.isPresent() ? "certificate" : "app")));
        if (permissionSet.isEmpty()) {
            changes.add("permission set");
        }
        boolean open = app.isPresent() && permissionSet.isPresent()
                && permissionSet.get().opens(app.get(), request.session());
        if (!open || !user.isAssigned(request.session(), wishes.permissionSet())) {
            changes.add("permission");
        }
        if (!request.login().says(consumerKey, wishes.username(), org.loginUrl(), request.key())) {
            changes.add("jwt.json");
        }
        return changes;
    }
}
