package lib.config;

import lib.keys.KeySource;

/**
 * What one source (the flags, the environment, a jwt.json) says about an org; null where it says nothing.
 *
 * @param keyAlias which key, where the file holds several
 * @param sandbox whether the org is a sandbox or scratch org
 * @param expiresIn how long the assertion is valid, in seconds
 * @param otherKey while a key is replaced: the one that is to come, or the one that was
 */
public record OrgSettings(Setting<String> consumerKey, Setting<String> username, Setting<KeySource> key,
        Setting<String> keyAlias, Setting<String> loginUrl, Setting<Boolean> sandbox, Setting<String> audience,
        Setting<Integer> expiresIn, Setting<KeySource> otherKey) {

    public static final OrgSettings NONE = new OrgSettings(null, null, null, null, null, null, null);

    /** With one key. */
    public OrgSettings(Setting<String> consumerKey, Setting<String> username, Setting<KeySource> key,
            Setting<String> keyAlias, Setting<String> loginUrl, Setting<Boolean> sandbox, Setting<String> audience,
            Setting<Integer> expiresIn) {
        this(consumerKey, username, key, keyAlias, loginUrl, sandbox, audience, expiresIn, null);
    }

    /** With a key that needs no alias. */
    public OrgSettings(Setting<String> consumerKey, Setting<String> username, Setting<KeySource> key,
            Setting<String> loginUrl, Setting<Boolean> sandbox, Setting<String> audience, Setting<Integer> expiresIn) {
        this(consumerKey, username, key, null, loginUrl, sandbox, audience, expiresIn);
    }

    /**
     * These settings, completed by those of a source that has less say.
     *
     * <p>The login URL, sandbox and the audience belong together: a source that says one of the first two silences what
     * lower ones say about all three, except that sandbox alone leaves a lower My Domain, site or demo org standing.
     */
    public OrgSettings over(OrgSettings lower) {
        return new OrgSettings(
                first(consumerKey, lower.consumerKey),
                first(username, lower.username),
                first(key, lower.key),
                // an alias belongs to the key beside it, and not to one that took its place
                first(keyAlias, key != null && lower.key != null ? null : lower.keyAlias),
                loginUrl != null ? loginUrl : sandbox != null ? lower.loginUrlWith(sandbox) : lower.loginUrl,
                first(sandbox, loginUrl != null ? null : lower.sandbox),
                first(audience, loginUrl != null || sandbox != null ? null : lower.audience),
                first(expiresIn, lower.expiresIn),
                // whoever names a key means that one
                first(otherKey, key != null ? null : lower.otherKey));
    }

    /** login and test.salesforce.com say no more than sandbox does: a higher source's sandbox chooses between them. */
    private Setting<String> loginUrlWith(Setting<Boolean> sandboxAbove) {
        if (loginUrl == null || !LoginUrl.parse(loginUrl).isGeneric()) {
            return loginUrl;
        }
        LoginUrl generic = sandboxAbove.value() ? LoginUrl.SANDBOX : LoginUrl.PRODUCTION;
        return new Setting<>(generic.toString(), sandboxAbove.name());
    }

    private static <T> Setting<T> first(Setting<T> mine, Setting<T> lower) {
        return mine != null ? mine : lower;
    }
}
