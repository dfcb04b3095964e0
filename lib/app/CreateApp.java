package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lib.admin.AdminSession;
import lib.admin.OrgFacts;
import lib.admin.OrgUser;
import lib.api.WhoAmI;
import lib.config.GivenValue;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.files.InputFile;
import lib.keys.KeySource;

/**
 * Makes the app, its permission set, its key and its jwt.json, and logs in. What is there and right stays as it is, so
 * that a run that broke off is finished by the same command.
 */
public final class CreateApp {

    private final Clock clock;

    public CreateApp(Clock clock) {
        this.clock = clock;
    }

    /**
     * How the app is to be.
     *
     * @param email null for the administrator's
     * @param consumerKey null where it is to be chosen, or read from jwt.json or the org
     */
    public record Wishes(AppName name, String username, String email, Access access, String consumerKey,
            boolean adopt) {

        public Wishes {
            GivenValue.username(new Setting<>(username, "--user"));
            if (consumerKey != null) {
                GivenValue.consumerKey(new Setting<>(consumerKey, "--consumer-key"));
            }
        }

        String permissionSet() {
            return access.permissionSetOf(name);
        }
    }

    /**
     * @param profile of jwt.json to write, null for its top level
     * @param dryRun whether the org only checks what would be deployed
     */
    public record Request(AdminSession session, Wishes wishes, Path key, Path config, String profile, boolean dryRun,
            FirstLogin.Way way) {

        LocalConfig login() {
            return new LocalConfig(config, profile);
        }
    }

    /**
     * What is about to be done, for the one question.
     *
     * @param changes what will be made or changed
     */
    public record Plan(OrgFacts org, OrgUser user, AppName name, String permissionSet, boolean appIsThere,
            boolean keyIsThere, List<String> changes) {

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
                    .add("changes", Json.createArrayBuilder(changes))
                    .add("production", org.isProduction()).build();
        }
    }

    /** Told how it goes; asked where only a person knows. */
    public interface Progress {
        void began(String what);

        void done(String what);

        /** What the org or the login is at, within what has begun. */
        void status(String how);

        /**
         * Not called where nothing has to be changed.
         *
         * @return whether to go on
         */
        boolean confirm(Plan plan);

        /** @return what was pasted; empty where nobody can answer */
        Optional<String> consumerKey(String whereItIs);
    }

    /**
     * @param changed what was made or changed; empty where all was right
     * @param login empty after a dry run
     */
    public record Result(OrgFacts org, AppName name, String consumerKey, Path config, List<String> changed,
            Optional<WhoAmI> login) {

        public JsonObject json() {
            var json = Json.createObjectBuilder().add("success", true).add("org", org.json())
                    .add("app", Json.createObjectBuilder().add("name", name.api()).add("label", name.label()))
                    .add("dryRun", login.isEmpty()).add("changed", Json.createArrayBuilder(changed));
            login.ifPresent(who -> json.add("config", config.toString()).add("consumerKey", consumerKey)
                    .add("username", who.username()).add("instanceUrl", who.instanceUrl()));
            return json.build();
        }
    }

    /** The file of the key that a login in jwt.json has already. */
    public static Optional<Path> keyOf(Path config, String profile) {
        return new LocalConfig(config, profile).settings().map(OrgSettings::key).map(key -> fileOf(key.value()));
    }

    /** @throws Failure {@code key_not_in_file} for a key in a token: an app is made for a file and its certificate */
    public static Path fileOf(KeySource key) {
        if (key instanceof KeySource.InFile(Path file, var _)) {
            if (InputFile.isShellsPipe(file)) {
                throw Failure.usage("key_not_in_file", "the key comes through a pipe, and an app is made for "
                        + "one in a file", "write it to a file that only you can read, and name that")
                        .about(Input.KEY_FILE);
            }
            return file;
        }
        throw Failure.usage("key_not_in_file", "the key " + key + " is in a token, and an app is made for one in a "
                + "file", Fix.of("create the app in Setup, and upload the certificate that the token has: ",
                        Fix.command("steps"))).about(Input.KEY_FILE);
    }

    /** @throws Failure for whatever part says no; what was done until then stays, and the same command goes on there */
    public Result run(Request request, Progress progress) {
        return new Creation(request, progress, clock).run();
    }
}
