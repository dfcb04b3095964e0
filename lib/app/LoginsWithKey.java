package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lib.config.JwtJson;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.failure.Failure;
import lib.files.FileIdentity;
import lib.keys.KeySource;

/**
 * The logins in a jwt.json that have the key of the one whose key is replaced. An app has one certificate: its other
 * logins with this key change along, and a login to another app that has the key from the top level keeps it.
 *
 * @param login the profile whose key is replaced; empty for the top level, here and in the lists; null for
 *     none of them
 */
record LoginsWithKey(JwtJson json, String login, Path key) {

    private static final String TOP_LEVEL = "";

    /** Whether a login in this file has the key; what is no jwt.json has none. */
    static boolean isIn(Path file, Path key) {
        try {
            var logins = new LoginsWithKey(JwtJson.read(file), null, key);
            return logins.json.orgs().stream().anyMatch(logins::mayHave);
        } catch (Failure e) {
            return false;
        }
    }

    /** By their profiles. */
    List<String> others() {
        return json.orgs().stream().filter(org -> !org.equals(login)).filter(this::has).toList();
    }

    private boolean has(String org) {
        return settings(org).key() != null && settings(org).key().value() instanceof KeySource.InFile(Path path, var _)
                && FileIdentity.isSame(path, key);
    }

    /** One that is wrong cannot log in anyway. */
    private boolean mayHave(String org) {
        try {
            return has(org);
        } catch (Failure e) {
            return false;
        }
    }

    /** @param changes of fields; one whose path is null is removed */
    JwtJson changed(Map<String, Path> changes) {
        Map<Boolean, List<String>> byApp = others().stream().collect(
                Collectors.partitioningBy(org -> app(org).equals(app(login))));
        boolean top = login.equals(TOP_LEVEL) || byApp.get(true).contains(TOP_LEVEL);
        Predicate<String> follows = org -> top && !org.equals(TOP_LEVEL)
                && !entry(json, org).containsKey(RotatingConfig.KEY);
        JwtJson changed = with(json, login, changes);
        for (String org : byApp.get(true)) {
            changed = follows.test(org) ? changed : with(changed, org, changes);
        }
        for (String org : byApp.get(false)) {
            changed = follows.test(org) && changes.containsKey(RotatingConfig.KEY)
                    ? with(changed, org, Map.of(RotatingConfig.KEY, key)) : changed;
        }
        return changed;
    }

    /** A sandbox has a copy of the app, with a certificate of its own. */
    private List<String> app(String org) {
        OrgSettings settings = settings(org);
        return List.of(settings.consumerKey() == null ? "" : settings.consumerKey().value(),
                OrgConfig.loginUrl(settings).toString());
    }

    private OrgSettings settings(String org) {
        return json.settings(new Setting<>(org, "profile"));
    }

    private static JsonObject entry(JwtJson json, String org) {
        return org.equals(TOP_LEVEL) ? json.content() : json.profile(new Setting<>(org, "profile")).content();
    }

    private static JwtJson with(JwtJson json, String org, Map<String, Path> changes) {
        var fields = new LinkedHashMap<String, JsonValue>(entry(json, org));
        changes.forEach((field, path) -> {
            if (path == null) {
                fields.remove(field);
            } else {
                fields.put(field, Json.createValue(json.portable(path)));
            }
        });
        var changed = Json.createObjectBuilder();
        fields.forEach(changed::add);
        return json.with(org.equals(TOP_LEVEL) ? null : org, changed.build());
    }
}
