package lib.refusal;

/**
 * The places in Salesforce Setup that mend something, in the words that Setup shows; each stands here once.
 */
public final class SetupPages {

    public static final String APP_MANAGER = "Setup > External Client App Manager";
    public static final String APP = APP_MANAGER + " > your app";
    public static final String POLICIES = APP + " > Policies > Edit";
    public static final String SETTINGS = APP + " > Settings > Edit";
    public static final String CONSUMER_KEY = APP + " > Settings > OAuth Settings > Consumer Key and Secret";
    public static final String CONNECTED_APPS = "Setup > Connected Apps OAuth Usage > the app";
    public static final String API_ACCESS_CONTROL = "Setup > API Access Control";
    public static final String MY_DOMAIN = "Setup > My Domain";
    public static final String USERS = "Setup > Users";
    public static final String PROFILE = "Setup > Profiles > the user's profile";
    public static final String PERMISSION_SET = "Setup > Permission Sets > one of the user's";
    public static final String OBJECT_SETTINGS = PERMISSION_SET + " > Object Settings";
    public static final String LOGIN_HISTORY = "Setup > Login History";

    private SetupPages() {
    }
}
