package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lib.admin.ConsumerKeys;
import lib.failure.Failure;
import lib.files.SecretFiles;
import lib.json.JsonText;
import lib.keys.Passphrase;

/**
 * The app as a source project, for those who deploy through git and the Salesforce CLI.
 */
public final class AppFiles {

    private static final String API_VERSION = "66.0";
    private static final String SOURCE = "force-app/main/default";

    private final Clock clock;

    public AppFiles(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param ownKey whether the files name a consumer key, which is then known before the deploy
     * @param force whether files that are there are replaced, each kept as a dated backup
     */
    public record Request(Path folder, AppName name, String email, Access access, Path key, boolean ownKey,
            boolean force, Passphrase passphrase) {

        public Request {
            if (!email.matches("[^@\\s]+@[^@\\s]+")) {
                throw Failure.usage("bad_email", "--email is not an e-mail address", "give the address of whoever "
                        + "looks after the app; Salesforce wants one");
            }
        }
    }

    /** @param consumerKey empty where Salesforce is to choose it */
    public record Result(List<Path> files, List<Path> backups, String consumerKey) {
        public JsonObject json() {
            return Json.createObjectBuilder().add("success", true)
                    .add("files", Json.createArrayBuilder(files.stream().map(Path::toString).toList()))
                    .add("backups", Json.createArrayBuilder(backups.stream().map(Path::toString).toList()))
                    .add("consumerKey", consumerKey).build();
        }
    }

    /** @throws Failure for the key, the certificate, or a file that is in the way */
    public Result run(Request request) {
        KeyPair keys = KeyPair.ensure(request.key(), request.passphrase(), clock);
        String consumerKey = request.ownKey() ? ConsumerKeys.random() : null;
        var metadata = new ArrayList<>(AppDesign.of(request.name(), request.email(), request.access(), keys,
                consumerKey).files());
        if (request.access().permissionSet() == null) {
            metadata.addFirst(AppDesign.permissionSet(request.name().permissionSet(), request.name()));
        }
        var files = new ArrayList<SecretFiles.NewFile>();
        files.add(json(request.folder().resolve("sfdx-project.json"), project(request.name())));
        files.add(json(request.folder().resolve("config/project-scratch-def.json"), scratchOrg(request.name())));
        metadata.forEach(file -> files.add(new SecretFiles.NewFile(
                request.folder().resolve(SOURCE).resolve(file.sourcePath()), file.xml())));
        List<Path> backups = SecretFiles.publish(files, request.force());
        return new Result(files.stream().map(SecretFiles.NewFile::path).toList(), backups,
                consumerKey == null ? "" : consumerKey);
    }

    private static JsonObject project(AppName name) {
        return Json.createObjectBuilder().add("packageDirectories", Json.createArrayBuilder().add(
                        Json.createObjectBuilder().add("path", "force-app").add("default", true)))
                .add("name", name.api()).add("sourceApiVersion", API_VERSION).build();
    }

    private static JsonObject scratchOrg(AppName name) {
        return Json.createObjectBuilder().add("orgName", name.label()).add("edition", "Developer")
                .add("features", Json.createArrayBuilder().add("ExternalClientApps"))
                .add("settings", Json.createObjectBuilder().add("externalClientAppSettings",
                        Json.createObjectBuilder().add("enableExternalClientApps", true))).build();
    }

    private static SecretFiles.NewFile json(Path path, JsonObject json) {
        return new SecretFiles.NewFile(path, (JsonText.indented(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
