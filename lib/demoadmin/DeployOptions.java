package lib.demoadmin;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import lib.json.ForeignJson;

/**
 * What a deploy is to do, as its JSON part says; what it does not know is refused.
 */
record DeployOptions(boolean checkOnly, JsonObject json) {

    private static final Set<String> BOOLEANS = Set.of("allowMissingFiles", "autoUpdatePackage", "checkOnly",
            "ignoreWarnings", "performRetrieve", "purgeOnDelete", "rollbackOnError", "singlePackage");
    private static final Set<String> OTHERS = Set.of("runTests", "testLevel");

    /** @throws IllegalArgumentException saying what is wrong */
    static DeployOptions parse(Multipart.Part part) {
        if (!part.contentType().equalsIgnoreCase("application/json")) {
            throw new IllegalArgumentException("the part json must be application/json");
        }
        JsonObject whole = ForeignJson.ifObject(part.content())
                .orElseThrow(() -> new IllegalArgumentException("the part json is not a JSON object"));
        if (!(whole.get("deployOptions") instanceof JsonObject options) || whole.size() != 1) {
            throw new IllegalArgumentException("the part json must hold deployOptions and nothing else");
        }
        options.forEach((name, value) -> {
            boolean isBoolean = value == JsonValue.TRUE || value == JsonValue.FALSE;
            if (!BOOLEANS.contains(name) && !OTHERS.contains(name) || BOOLEANS.contains(name) && !isBoolean) {
                throw new IllegalArgumentException("deployOptions: " + name + " is not understood");
            }
        });
        // Salesforce: rollbackOnError must be true in a production org, and this org claims to be one
        if (!options.getBoolean("rollbackOnError", false) || !options.getBoolean("singlePackage", false)) {
            throw new IllegalArgumentException("rollbackOnError and singlePackage must be true here");
        }
        return new DeployOptions(options.getBoolean("checkOnly", false), options);
    }
}
