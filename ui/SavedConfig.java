package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.config.JwtJson;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Warning;

/**
 * A jwt.json as it was found, or one profile of it.
 *
 * @param content the fields that sfjwt knows, of the profile completed by the top level; null where none was read
 * @param orgs the names of the profiles, and an empty one for a top level that is an org itself
 * @param profile the one that is shown, empty for the top level
 * @param org null unless it is complete and right
 * @param problem what using it would meet, or null
 * @param warnings what a person should know of the file although it was read
 */
record SavedConfig(JsonObject content, List<String> orgs, String profile, OrgSettings settings, OrgConfig org,
        Failure problem, List<Warning> warnings) {

    private static final OrgConfig.WhenMissing WHEN_MISSING = new OrgConfig.WhenMissing("",
            Fix.of("fill in the fields below and save"));

    /** @param wanted the profile; null for the first org in the file */
    static SavedConfig read(Path file, String wanted) {
        List<String> orgs = List.of();
        String profile = "";
        JsonObject content = null;
        OrgSettings settings = OrgSettings.NONE;
        OrgConfig org = null;
        Failure problem = null;
        List<Warning> warnings = List.of();
        try {
            if (Files.exists(file)) {
                JwtJson json = JwtJson.read(file);
                warnings = json.warnings();
                orgs = json.orgs();
                profile = wanted != null ? wanted : orgs.getFirst();
                content = content(json, profile);
                settings = json.settings(new Setting<>(profile, "the profile"));
                org = OrgConfig.of(settings, WHEN_MISSING);
            }
        } catch (Failure met) {
            problem = met;
        }
        return new SavedConfig(content, orgs, profile, settings, org, problem, warnings);
    }

    private static JsonObject content(JwtJson json, String profile) {
        JsonObjectBuilder whole = Json.createObjectBuilder(JwtJson.known(json.content()));
        if (!profile.isEmpty()) {
            JwtJson.known(json.profile(new Setting<>(profile, "the profile")).content()).forEach(whole::add);
        }
        return whole.build();
    }
}
