package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lib.admin.ConsumerKeys;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Warning;
import lib.files.InputFile;
import lib.files.SecretFiles;
import lib.json.Fields;
import lib.json.ForeignJson;
import lib.json.JsonText;
import lib.keys.Passphrase;
import lib.text.Quoted;

/**
 * The app as a source project, for those who deploy through git and the Salesforce CLI. A project that is there already
 * gets the app's metadata, and stays as it is.
 */
public final class AppFiles {

    private static final String API_VERSION = "66.0";
    private static final String PROJECT = "sfdx-project.json";
    private static final String PACKAGE = "force-app";
    private static final String IGNORED = ".forceignore";
    private static final String BACKUPS = "**/*.bak";
    private static final int LARGEST_PROJECT = 256 * 1024;

    private final Clock clock;

    public AppFiles(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param ownKey whether the files name a consumer key, which is then known before the deploy; what files that are
     *     there say of it counts for more
     * @param orgId of an org that has the app already, which a deploy then changes; null to make the app, or to keep
     *     what the file that is replaced says
     * @param force whether files that are there are replaced, each kept as a dated backup
     */
    public record Request(Path folder, AppName name, String email, Access access, Path key, boolean ownKey,
            String orgId, boolean force, Passphrase passphrase) {

        public Request {
            if (!email.matches("[^@\\s]+@[^@\\s]+")) {
                throw Failure.usage("bad_email", "--email is not an e-mail address", "give the address of whoever "
                        + "looks after the app; Salesforce wants one");
            }
            if (orgId != null && !orgId.matches("00D[0-9A-Za-z]{12}([0-9A-Za-z]{3})?")) {
                throw Failure.usage("bad_org_id", "--org-id is " + Quoted.value(orgId) + ", which is not an org's id",
                        "give the 15 or 18 characters that begin with 00D: sf org display --target-org ORG shows them");
            }
        }
    }

    /**
     * @param source the folder to deploy
     * @param consumerKey empty where Salesforce is to choose it
     * @param warnings of what the Salesforce CLI would deploy as well
     */
    public record Result(List<Path> files, List<Path> backups, Path source, String consumerKey,
            List<Warning> warnings) {
        public JsonObject json() {
            return Json.createObjectBuilder().add("success", true)
                    .add("files", Json.createArrayBuilder(files.stream().map(Path::toString).toList()))
                    .add("backups", Json.createArrayBuilder(backups.stream().map(Path::toString).toList()))
                    .add("consumerKey", consumerKey).addAll(Warning.json(warnings)).build();
        }
    }

    /** @throws Failure for the key, the certificate, or a file that is in the way */
    public Result run(Request request) {
        Path project = request.folder().resolve(PROJECT);
        Path source = Files.exists(project) ? packageOf(project) : request.folder().resolve(PACKAGE);
        KeyPair keys = KeyPair.ensure(request.key(), request.passphrase(), clock);
        Path metadataFolder = source.resolve("main/default");
        AppDesign made = AppDesign.of(request.name(), request.email(), request.access(), keys, null);
        AppDesign design = orgId(request, metadataFolder.resolve(made.header().sourcePath()))
                .map(id -> made.scopedTo(id, Optional.empty())).orElse(made);
        String consumerKey = request.ownKey() ? consumerKey(metadataFolder.resolve(
                design.globalSettings().sourcePath())) : null;
        var metadata = new ArrayList<>(design.withConsumerKey(consumerKey).files());
        if (request.access().permissionSet() == null) {
            metadata.addFirst(AppDesign.permissionSet(request.name().permissionSet(), request.name()));
        }
        var files = new ArrayList<SecretFiles.NewFile>();
        Path ignored = request.folder().resolve(IGNORED);
        if (!Files.exists(project)) {
            files.add(json(project, project(request.name())));
            files.add(json(request.folder().resolve("config/project-scratch-def.json"), scratchOrg(request.name())));
            if (Files.notExists(ignored)) {
                files.add(new SecretFiles.NewFile(ignored, (BACKUPS + "\n").getBytes(StandardCharsets.UTF_8)));
            }
        }
        for (MetadataFile file : metadata) {
            files.add(new SecretFiles.NewFile(metadataFolder.resolve(file.sourcePath()), file.xml()));
        }
        List<Path> backups = SecretFiles.publish(files, request.force());
        return new Result(files.stream().map(SecretFiles.NewFile::path).toList(), backups, source,
                consumerKey == null ? "" : consumerKey, backups.isEmpty() || leavesOutBackups(ignored) ? List.of()
                        : List.of(Warning.of("backups_deployed", "sf would deploy the backups as well; add this line "
                                + "to " + ignored + ": " + BACKUPS)));
    }

    /** The Salesforce CLI 2.150 takes a backup beside a component for one more component of that name. */
    private static boolean leavesOutBackups(Path ignored) {
        return Files.exists(ignored) && new String(InputFile.read(ignored, "file", LARGEST_PROJECT),
                StandardCharsets.UTF_8).contains("*.bak");
    }

    private static Optional<String> orgId(Request request, Path header) {
        return request.orgId() != null || Files.notExists(header) ? Optional.ofNullable(request.orgId())
                : MetadataFile.field(InputFile.read(header, "metadata", LARGEST_PROJECT), "orgScopedExternalApp")
                        .map(id -> id.replaceFirst(":.*", ""));
    }

    /** The one that the file which is replaced has, even where it has none: the app may be in use by now. */
    private static String consumerKey(Path globalSettings) {
        return Files.exists(globalSettings)
                ? MetadataFile.field(InputFile.read(globalSettings, "metadata", LARGEST_PROJECT), "consumerKey")
                        .filter(key -> !key.isEmpty()).orElse(null)
                : ConsumerKeys.random();
    }

    /**
     * The folder to which a project that is there already adds new source: its default package, or its first.
     *
     * @throws Failure {@code project_unusable}
     */
    private static Path packageOf(Path project) {
        Path folder = project.toAbsolutePath().normalize().getParent();
        JsonObject content = ForeignJson.ifObject(InputFile.read(project, "project", LARGEST_PROJECT))
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
        return Fields.objects(content, "packageDirectories")
                .sorted(Comparator.comparing(one -> !one.getBoolean("default", false)))
                .map(one -> InputFile.path(folder, Fields.text(one, "path"), "packageDirectories"))
                .filter(path -> path.startsWith(folder)).findFirst().orElseThrow(() -> Failure.file("project_unusable",
                        project + " names no package directory below its own folder", Fix.of("correct "
                                + "packageDirectories in it, or write to another folder")).about(project));
    }

    private static JsonObject project(AppName name) {
        return Json.createObjectBuilder().add("packageDirectories", Json.createArrayBuilder().add(
                        Json.createObjectBuilder().add("path", PACKAGE).add("default", true)))
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
