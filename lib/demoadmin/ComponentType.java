package lib.demoadmin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metadata types that the demo org takes, with their folders, endings and fields (Metadata API Developer Guide).
 */
enum ComponentType {
    PermissionSet("permissionsets", "permissionset", false, Field.text("description"),
            Field.flag("hasActivationRequired"), Field.text("label").must()),
    ExternalClientApplication("externalClientApps", "eca", false,
            Field.like("contactEmail", "[^@\\s]+@[^@\\s]+").must(), Field.text("description"),
            Field.oneOf("distributionState", "Local", "Packageable").must(), Field.flag("isProtected"),
            Field.text("label"), Field.text("orgScopedExternalApp")),
    ExtlClntAppGlobalOauthSettings("extlClntAppGlobalOauthSets", "ecaGlblOauth", true,
            Field.like("callbackUrl", "(https://|http://localhost[:/]).*").must(),
            Field.like("certificate", ".*"), Field.like("consumerKey", "[A-Za-z0-9._]{16,255}"),
            Field.flag("isConsumerSecretOptional").must(), Field.flag("isIntrospectAllTokens"),
            Field.flag("isPkceRequired").must(), Field.flag("isSecretRequiredForRefreshToken").must(),
            Field.flag("shouldRotateConsumerKey"), Field.flag("shouldRotateConsumerSecret"), Field.text("label"),
            Field.flag("isClientCredentialsFlowEnabled"), Field.flag("isCodeCredFlowEnabled"),
            Field.flag("isDeviceFlowEnabled"), Field.flag("isNamedUserJwtEnabled"),
            Field.flag("isRefreshTokenRotationEnabled"), Field.flag("isTokenExchangeEnabled")),
    ExtlClntAppOauthSettings("extlClntAppOauthSettings", "ecaOauth", true,
            Field.like("commaSeparatedOauthScopes", "(" + Scopes.NAMES + ")(, ?(" + Scopes.NAMES + "))*").must(),
            Field.text("label"), Field.flag("isFirstPartyAppEnabled")),
    ExtlClntAppOauthConfigurablePolicies("extlClntAppOauthPolicies", "ecaOauthPlcy", true,
            Field.oneOf("permittedUsersPolicyType", "AdminApprovedPreAuthorized", "AllSelfAuthorized"),
            Field.text("commaSeparatedPermissionSet"), Field.text("commaSeparatedProfile"),
            Field.oneOf("ipRelaxationPolicyType", "Enforce", "Bypass", "Bypass_2factor", "Enforce_RelaxRefresh"),
            Field.oneOf("refreshTokenPolicyType", "Zero", "SpecificLifetime", "SpecificInactivity", "Infinite"),
            Field.number("refreshTokenValidityPeriod"),
            Field.oneOf("refreshTokenValidityUnit", "Days", "Hours", "Months"),
            Field.oneOf("requiredSessionLevel", "STANDARD", "LOW", "HIGH_ASSURANCE"),
            Field.number("sessionTimeoutInMinutes"), Field.flag("isNamedUserJwtEnabled"),
            Field.flag("isClientCredentialsFlowEnabled"), Field.flag("isTokenExchangeFlowEnabled"),
            Field.text("label")),
    ExtlClntAppConfigurablePolicies("extlClntAppPolicies", "ecaPlcy", true, Field.flag("isEnabled").must(),
            Field.flag("isOauthPluginEnabled"), Field.oneOf("startPage", "None", "Custom", "OAuth"),
            Field.text("label"));

    /** The names of scopes in metadata; the runtime's names (api, web) are refused. */
    private static final class Scopes {
        static final String NAMES = "Basic|OfflineAccess|Email|Address|Full|Profile|RefreshToken|Phone|OpenID|Chatter"
                + "|CustomPermissions|Wave|Web|Lightning|Content|Api|MCP|SFApiPlatform|Pardot|CustomApplications";
    }

    private static final Field PARENT = Field.text("externalClientApplication").must();

    private final String folder;
    private final String ending;
    private final boolean belongsToApp;
    private final List<Field> fields;

    ComponentType(String folder, String ending, boolean belongsToApp, Field... fields) {
        this.folder = folder;
        this.ending = ending;
        this.belongsToApp = belongsToApp;
        this.fields = List.of(fields);
    }

    boolean belongsToApp() {
        return belongsToApp;
    }

    Optional<Field> field(String name) {
        return fields().filter(field -> field.name().equals(name)).findFirst();
    }

    List<Field> required() {
        return fields().filter(Field::required).toList();
    }

    private Stream<Field> fields() {
        return Stream.concat(belongsToApp ? Stream.of(PARENT) : Stream.empty(), fields.stream());
    }

    String file(String fullName) {
        return folder + "/" + fullName + "." + ending;
    }

    /** @throws IllegalArgumentException as Salesforce words it */
    static ComponentType named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown type name '" + name
                        + "' specified in package.xml"));
    }
}
