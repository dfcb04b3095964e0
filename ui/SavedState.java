package ui;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import lib.config.ConfigSources;
import lib.config.ListOrgs;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Text;
import lib.failure.Voice;
import lib.failure.Warning;
import lib.files.InputFile;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;
import lib.keys.VerifyKey;
import lib.store.LastLogins;

/**
 * What is on disk already, so that the page can tell which steps are done: found, not ticked off.
 */
final class SavedState {

    private static final int LARGEST_CONFIG = 1024 * 1024;

    private final Workplace workplace;
    private final RootFolder root;
    private final CertificateCalls certificates;
    private final TickCalls ticks;

    SavedState(Workplace workplace, CertificateCalls certificates, TickCalls ticks) {
        this.workplace = workplace;
        this.root = workplace.root();
        this.certificates = certificates;
        this.ticks = ticks;
    }

    /** The org of jwt.json, or null where there is none that is complete and right. */
    OrgConfig org() {
        return root.find(ConfigSources.DEFAULT_FILE).map(file -> SavedConfig.read(file, null).org())
                .orElse(null);
    }

    /**
     * {@code {"path", "exists", "version", "config", "problem", "warnings", "warningCodes", "profile", "orgs", "org",
     * "key": {"path", "exists", "problem"}, "certificate": {"path", "exists", "problem", and the facts of
     * /api/certificate}, "keyMatches", "tasks"}}.
     *
     * <p>A {@code problem} is a failure's JSON or null. {@code version} changes with each byte of the file. {@code org}
     * is {@code {"host", "environment", "lastLogin"}} or null. Paths are as the page may send them back;
     * {@code key.path} is null for a key outside the root. {@code keyMatches} is null where key or certificate is
     * missing or unreadable. The query takes {@code path} for another jwt.json, {@code profile} for another org in it
     * than the first, and {@code key} for another key than the one that it names.
     */
    JsonObject json(Call call) {
        String name = call.query("path", ConfigSources.DEFAULT_FILE);
        Path file = root.resolve(name, "path");
        SavedConfig config = SavedConfig.read(file, call.query("profile", null));
        Path key = keyFile(call, config);
        String keyName = root.name(key).orElse(null);
        String certificateName = keyName == null ? null
                : root.name(OwnCertificate.fileBeside(key).orElseGet(() -> OwnCertificate.nameFor(key))).orElse(null);
        Pair pair = pair(keyName, certificateName);
        return Warning.json(config.warnings(), Voice.PAGE)
                .add("path", name)
                .add("exists", Files.exists(file))
                .add("version", version(file))
                .add("config", config.content() == null ? JsonValue.NULL : config.content())
                .add("problem", problem(config.problem()))
                .add("profile", config.profile())
                .add("orgs", orgs(file, config))
                .add("org", config.org() == null ? JsonValue.NULL : org(config.org()))
                .add("key", found(keyName, pair.problem()))
                .add("certificate", certificate(certificateName))
                .add("keyMatches", pair.matches())
                .add("tasks", ticks.json())
                .build();
    }

    private static JsonValue version(Path file) {
        if (!Files.isRegularFile(file)) {
            return JsonValue.NULL;
        }
        try {
            return Json.createValue(Digest.of(InputFile.read(file, "config", LARGEST_CONFIG)));
        } catch (Failure e) {
            return JsonValue.NULL;
        }
    }

    private JsonArray orgs(Path file, SavedConfig config) {
        if (config.orgs().isEmpty()) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        var request = new ListOrgs.Request(file, new LastLogins(workplace.store(), _ -> { }),
                workplace.passphrase(Fields.NONE));
        return new ListOrgs(workplace.clock()).run(request).json().getJsonArray("orgs");
    }

    private JsonObject org(OrgConfig org) {
        String environment = org.loginUrl().isLoopback() ? "demo" : org.sandbox() ? "sandbox" : "production";
        var lastLogin = new LastLogins(workplace.store(), _ -> { }).to(org);
        return Json.createObjectBuilder()
                .add("host", org.loginUrl().host())
                .add("environment", environment)
                .add("lastLogin", lastLogin.<JsonValue>map(at -> Json.createValue(at.toString()))
                        .orElse(JsonValue.NULL))
                .build();
    }

    private Path keyFile(Call call, SavedConfig config) {
        String asked = call.query("key", "");
        if (!asked.isEmpty()) {
            return root.resolve(asked, "key");
        }
        return config.settings().key() != null
                && config.settings().key().value() instanceof KeySource.InFile(Path named, var _)
                ? named : root.resolve(Text.KEY, "key");
    }

    /** Whether a certificate belongs to a key, and what is wrong with the key or both. */
    private record Pair(JsonValue matches, Failure problem) {
    }

    private Pair pair(String key, String certificate) {
        if (!exists(key)) {
            return new Pair(JsonValue.NULL, null);
        }
        try {
            VerifyKey.Result result = certificates.verify(root.resolve(key, "key"),
                    exists(certificate) ? root.resolve(certificate, "certificate") : null, Fields.NONE);
            return new Pair(result.certificate() == null ? JsonValue.NULL : JsonValue.TRUE, null);
        } catch (Failure problem) {
            return new Pair(switch (problem.code()) {
                case "key_cert_mismatch" -> JsonValue.FALSE;
                // asked only of a certificate that belongs to the key
                case "cert_expired", "cert_not_yet_valid" -> JsonValue.TRUE;
                default -> JsonValue.NULL;
            }, problem);
        }
    }

    private JsonObjectBuilder certificate(String name) {
        if (!exists(name)) {
            return found(name, null);
        }
        try {
            return Json.createObjectBuilder(certificates.facts(root.resolve(name, "certificate")))
                    .addAll(found(name, null));
        } catch (Failure problem) {
            return found(name, problem);
        }
    }

    /** @param name as the page may send it back, null for a file that it may not touch */
    private JsonObjectBuilder found(String name, Failure problem) {
        return Json.createObjectBuilder().add("path", name == null ? JsonValue.NULL : Json.createValue(name))
                .add("exists", exists(name)).add("problem", problem(problem));
    }

    private boolean exists(String name) {
        return name != null && Files.exists(root.resolve(name, "path"));
    }

    private static JsonValue problem(Failure failure) {
        return failure == null ? JsonValue.NULL : failure.json(Voice.PAGE);
    }
}
