package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.JwtJson;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.SetupConfig;
import lib.failure.Failure;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;
import lib.keys.VerifyKey;

/**
 * What is on disk already, so that the page can tell which steps are done: found, not ticked off.
 */
final class SavedState {

    private final RootFolder root;
    private final CertificateCalls certificates;

    SavedState(RootFolder root, CertificateCalls certificates) {
        this.root = root;
        this.certificates = certificates;
    }

    /** A jwt.json as it was found; {@code problem} is what using it would meet, or null. */
    private record Config(JsonObject content, OrgSettings settings, OrgConfig org, Failure problem) {

        static Config read(Path file) {
            JsonObject content = null;
            OrgSettings settings = OrgSettings.NONE;
            try {
                if (!Files.exists(file)) {
                    return new Config(null, settings, null, null);
                }
                JwtJson json = JwtJson.read(file);
                content = json.content();
                settings = json.settings();
                // no environment: the page shows the file, and sends all of it back
                var sources = new ConfigSources(OrgSettings.NONE, new Environment(Map.of(), file.getParent()), file,
                        true);
                return new Config(content, settings, sources.resolve(), null);
            } catch (Failure problem) {
                return new Config(content, settings, null, problem);
            }
        }
    }

    /** The org of jwt.json, or null where there is none that is complete and right. */
    OrgConfig org() {
        return root.find(ConfigSources.DEFAULT_FILE).map(file -> Config.read(file).org()).orElse(null);
    }

    /**
     * {@code {"path", "exists", "config", "problem", "key": {"path", "exists", "problem"}, "certificate": {"path",
     * "exists", "problem", and the facts of /api/certificate}, "keyMatches"}}.
     *
     * <p>A {@code problem} is a failure's JSON or null. Paths are as the page may send them back; {@code key.path} is
     * null for a key outside the root. {@code keyMatches} is null where key or certificate is missing or unreadable.
     * The query takes {@code path} for another jwt.json, and {@code key} for another key than the one that it names.
     */
    JsonObject json(Call call) {
        String name = call.query("path", ConfigSources.DEFAULT_FILE);
        Path file = root.resolve(name, "path");
        Config config = Config.read(file);
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("path", name)
                .add("exists", Files.exists(file))
                .add("config", orNull(config.content() == null ? null : JwtJson.known(config.content())))
                .add("problem", problem(config.problem()));
        Path key = keyFile(call, config);
        String keyName = root.name(key).orElse(null);
        if (keyName == null) {
            return json.add("key", absent(null)).add("certificate", absent(null)).addNull("keyMatches").build();
        }
        String certificateName = root.name(OwnCertificate.fileBeside(key).orElseGet(() -> OwnCertificate.nameFor(key)))
                .orElse(null);
        return addKeyAndCertificate(json, keyName, certificateName).build();
    }

    private Path keyFile(Call call, Config config) {
        String asked = call.query("key", "");
        if (!asked.isEmpty()) {
            return root.resolve(asked, "key");
        }
        return config.settings().key() != null
                && config.settings().key().value() instanceof KeySource.InFile(Path named, var _)
                ? named : root.resolve(SetupConfig.DEFAULT_KEY_FILE, "key");
    }

    private JsonObjectBuilder addKeyAndCertificate(JsonObjectBuilder json, String keyName, String certificateName) {
        JsonObjectBuilder certificate = certificateName == null ? absent(null) : certificate(certificateName);
        boolean certificateThere = certificateName != null && Files.exists(root.resolve(certificateName,
                "certificate"));
        Path key = root.resolve(keyName, "key");
        JsonValue matches = JsonValue.NULL;
        Failure problem = null;
        if (Files.exists(key)) {
            try {
                VerifyKey.Result result = certificates.verify(key,
                        certificateThere ? root.resolve(certificateName, "certificate") : null);
                matches = result.certificate() == null ? JsonValue.NULL : JsonValue.TRUE;
            } catch (Failure e) {
                problem = e;
                matches = switch (e.code()) {
                    case "key_cert_mismatch" -> JsonValue.FALSE;
                    // asked only of a certificate that belongs to the key
                    case "cert_expired", "cert_not_yet_valid" -> JsonValue.TRUE;
                    default -> JsonValue.NULL;
                };
            }
        }
        return json
                .add("key", Json.createObjectBuilder().add("path", keyName).add("exists", Files.exists(key))
                        .add("problem", problem(problem)))
                .add("certificate", certificate)
                .add("keyMatches", matches);
    }

    private JsonObjectBuilder certificate(String name) {
        Path file = root.resolve(name, "certificate");
        if (!Files.exists(file)) {
            return absent(name);
        }
        try {
            return Json.createObjectBuilder(certificates.facts(file)).add("path", name).add("exists", true)
                    .addNull("problem");
        } catch (Failure e) {
            return Json.createObjectBuilder().add("path", name).add("exists", true).add("problem", e.json());
        }
    }

    private static JsonObjectBuilder absent(String name) {
        return Json.createObjectBuilder().add("path", name == null ? JsonValue.NULL : Json.createValue(name))
                .add("exists", false).addNull("problem");
    }

    private static JsonValue problem(Failure failure) {
        return failure == null ? JsonValue.NULL : failure.json();
    }

    private static JsonValue orNull(JsonValue value) {
        return value == null ? JsonValue.NULL : value;
    }
}
