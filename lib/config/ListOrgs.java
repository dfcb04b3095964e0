package lib.config;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;
import lib.failure.Warning;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;
import lib.keys.Passphrase;
import lib.keys.Renewal;
import lib.keys.Validity;

/**
 * Lists the orgs of a jwt.json: its profiles, and its top level where that names a user itself.
 */
public final class ListOrgs {

    private final Clock clock;

    public ListOrgs(Clock clock) {
        this.clock = clock;
    }

    /** Knows when an org was last logged in to; whoever keeps tokens does. */
    public interface LastLogin {
        Optional<Instant> to(OrgConfig config);
    }

    /** @param passphrase asked where a key store holds key and certificate */
    public record Request(Path file, LastLogin lastLogin, Passphrase passphrase) {
    }

    /** @param place the file that it is in, or the URI of its key in a token */
    public record Certificate(String place, KeySource key, Instant notAfter, long daysLeft) {
        private JsonObject json() {
            return Json.createObjectBuilder().add("path", place).add("notAfter", notAfter.toString())
                    .add("daysLeft", daysLeft).build();
        }
    }

    /**
     * One org. The file alone says what it is: flags and the environment are left out.
     *
     * @param name the profile's, or empty for the top level
     * @param config null where {@code problem} says why there is none
     */
    public record Org(String name, OrgConfig config, Optional<Certificate> certificate, Optional<Instant> lastLogin,
            Failure problem) {

        /** The key's file, or null where it is elsewhere. */
        public Path keyFile() {
            return config != null && config.key() instanceof KeySource.InFile file ? file.path() : null;
        }

        private JsonObject json() {
            var json = Json.createObjectBuilder();
            put(json, "profile", name.isEmpty() ? null : name);
            put(json, "loginUrl", config == null ? null : config.loginUrl());
            put(json, "host", config == null ? null : config.loginUrl().host());
            put(json, "username", config == null ? null : config.username());
            put(json, "keyFile", keyFile());
            json.add("certificate", certificate.map(one -> (JsonValue) one.json()).orElse(JsonValue.NULL));
            put(json, "lastLogin", lastLogin.orElse(null));
            if (problem != null) {
                json.add("problem", problem.json());
            }
            return json.build();
        }

        private static void put(JsonObjectBuilder json, String name, Object value) {
            json.add(name, value == null ? JsonValue.NULL : Json.createValue(value.toString()));
        }
    }

    public record Result(Path file, List<Org> orgs, List<Warning> warnings) {

        /** Of a file among several that cannot be read. */
        public static Result of(Path file, Failure problem) {
            return new Result(file, List.of(new Org("", null, Optional.empty(), Optional.empty(), problem)), List.of());
        }

        /** Only those whose certificate expires within so many days; a failure names them, so no warning does. */
        public Result expiring(int days) {
            return new Result(file, orgs.stream().filter(org -> org.certificate()
                    .filter(one -> one.daysLeft() < days).isPresent()).toList(), List.of());
        }

        public JsonObject json() {
            var list = Json.createArrayBuilder();
            orgs.forEach(org -> list.add(org.json()));
            return Json.createObjectBuilder().add("file", file.toString()).add("orgs", list).build();
        }
    }

    /** @throws Failure for a file that is missing or no jwt.json; what is wrong with one org is told with that org */
    public Result run(Request request) {
        JwtJson json = JwtJson.read(request.file());
        var orgs = new ArrayList<Org>();
        var warnings = new ArrayList<>(json.warnings());
        for (String name : json.orgs()) {
            Org org = org(json, name, request);
            orgs.add(org);
            org.certificate().filter(one -> one.daysLeft() < Validity.DUE_DAYS).ifPresent(one -> warnings.add(
                    Warning.of("cert_expires_soon", "the certificate " + one.place()
                            + (one.daysLeft() < 0 ? " has expired" : " expires in " + one.daysLeft() + " days")
                            + "; make a new one for the same key: ",
                            Renewal.of(one.key(), one.place(), Path::toString))));
        }
        return new Result(request.file(), orgs, warnings.stream().distinct().toList());
    }

    private Org org(JwtJson json, String name, Request request) {
        try {
            OrgConfig config = OrgConfig.of(json.settings(new Setting<>(name, "profile")),
                    new OrgConfig.WhenMissing("", Fix.of("write it: ", new Text.Command("setup-config",
                            name.isEmpty() ? List.of("--force") : List.of("--profile", name, "--force")))));
            Optional<Certificate> certificate = OwnCertificate.of(config.key(), request.passphrase())
                    .map(own -> certificate(own, config.key()));
            return new Org(name, config, certificate, request.lastLogin().to(config), null);
        } catch (Failure e) {
            return new Org(name, null, Optional.empty(), Optional.empty(), e);
        }
    }

    private Certificate certificate(OwnCertificate own, KeySource key) {
        Validity validity = Validity.of(own.certificate());
        return new Certificate(own.place(), key, validity.until(), validity.daysLeft(clock.instant()));
    }
}
