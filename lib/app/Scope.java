package lib.app;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lib.failure.Failure;
import lib.text.Quoted;

/**
 * An OAuth scope: as tokens carry it, and as metadata calls it, which does not take the other name.
 */
public enum Scope {
    API("api", "Api"),
    WEB("web", "Web"),
    REFRESH_TOKEN("refresh_token", "RefreshToken"),
    OFFLINE_ACCESS("offline_access", "OfflineAccess"),
    FULL("full", "Full"),
    OPENID("openid", "OpenID"),
    ID("id", "Basic"),
    PROFILE("profile", "Profile"),
    EMAIL("email", "Email"),
    ADDRESS("address", "Address"),
    PHONE("phone", "Phone"),
    CHATTER_API("chatter_api", "Chatter"),
    CUSTOM_PERMISSIONS("custom_permissions", "CustomPermissions"),
    WAVE_API("wave_api", "Wave"),
    LIGHTNING("lightning", "Lightning"),
    CONTENT("content", "Content"),
    MCP_API("mcp_api", "MCP"),
    SFAP_API("sfap_api", "SFApiPlatform"),
    PARDOT_API("pardot_api", "Pardot"),
    EINSTEIN_GPT_API("einstein_gpt_api", "EinsteinGPT");

    /** The guide's: without the last, Salesforce can refuse a login with "user hasn't approved this consumer". */
    public static final List<Scope> DEFAULTS = List.of(API, WEB, REFRESH_TOKEN);

    private final String inTokens;
    private final String inMetadata;

    Scope(String inTokens, String inMetadata) {
        this.inTokens = inTokens;
        this.inMetadata = inMetadata;
    }

    public String inTokens() {
        return inTokens;
    }

    public String inMetadata() {
        return inMetadata;
    }

    /** Those that sfjwt knows, of a list of names as metadata has them. */
    static List<Scope> known(List<String> inMetadata) {
        return Arrays.stream(values()).filter(scope -> inMetadata.contains(scope.inMetadata)).toList();
    }

    /** Whether a token with these scopes can do more than log in again. */
    static boolean letDoAnything(List<String> inMetadata) {
        return inMetadata.stream().anyMatch(name -> !name.equals(REFRESH_TOKEN.inMetadata)
                && !name.equals(OFFLINE_ACCESS.inMetadata));
    }

    /**
     * @param typed several with commas, by either name
     * @throws Failure {@code bad_scope}
     */
    public static List<Scope> parse(String typed) {
        Set<Scope> scopes = new LinkedHashSet<>();
        for (String word : typed.split("[, ]+")) {
            scopes.add(Arrays.stream(values()).filter(scope -> scope.inTokens.equalsIgnoreCase(word)
                    || scope.inMetadata.equalsIgnoreCase(word)).findFirst().orElseThrow(() -> Failure.usage("bad_scope",
                            "--scopes " + Quoted.value(word) + " is not a scope", "choose from "
                            + Arrays.stream(values()).map(Scope::inTokens).collect(Collectors.joining(", ")))));
        }
        // a login needs one that is more than the permission to log in again
        if (Set.of(REFRESH_TOKEN, OFFLINE_ACCESS).containsAll(scopes)) {
            throw Failure.usage("bad_scope", "--scopes " + Quoted.value(typed) + " lets a token do nothing",
                    "add one, such as api");
        }
        return List.copyOf(scopes);
    }
}
