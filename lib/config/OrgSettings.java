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

    public static final OrgSettings NONE = new OrgSettings(null, null, null, null, null, null, null, null, null);

    public OrgSettings withConsumerKey(Setting<String> said) {
        return new OrgSettings(said, username, key, keyAlias, loginUrl, sandbox, audience, expiresIn, otherKey);
    }

    public OrgSettings withUsername(Setting<String> said) {
        return new OrgSettings(consumerKey, said, key, keyAlias, loginUrl, sandbox, audience, expiresIn, otherKey);
    }

    public OrgSettings withKey(Setting<KeySource> said) {
        return new OrgSettings(consumerKey, username, said, keyAlias, loginUrl, sandbox, audience, expiresIn, otherKey);
    }

    public OrgSettings withKeyAlias(Setting<String> said) {
        return new OrgSettings(consumerKey, username, key, said, loginUrl, sandbox, audience, expiresIn, otherKey);
    }

    public OrgSettings withLoginUrl(Setting<String> said) {
        return new OrgSettings(consumerKey, username, key, keyAlias, said, sandbox, audience, expiresIn, otherKey);
    }

    public OrgSettings withSandbox(Setting<Boolean> said) {
        return new OrgSettings(consumerKey, username, key, keyAlias, loginUrl, said, audience, expiresIn, otherKey);
    }

    public OrgSettings withAudience(Setting<String> said) {
        return new OrgSettings(consumerKey, username, key, keyAlias, loginUrl, sandbox, said, expiresIn, otherKey);
    }

    public OrgSettings withExpiresIn(Setting<Integer> said) {
        return new OrgSettings(consumerKey, username, key, keyAlias, loginUrl, sandbox, audience, said, otherKey);
    }

    public OrgSettings withOtherKey(Setting<KeySource> said) {
        return new OrgSettings(consumerKey, username, key, keyAlias, loginUrl, sandbox, audience, expiresIn, said);
    }

    /**
     * These settings, completed by those of a source that has less say.
     *
     * <p>The login URL, sandbox and the audience belong together: a source that says one of the first two silences what
     * lower ones say about all three, except that sandbox alone leaves a lower My Domain, site or demo org standing.
     */
    public OrgSettings over(OrgSettings lower) {
        return NONE
                .withConsumerKey(first(consumerKey, lower.consumerKey))
                .withUsername(first(username, lower.username))
                .withKey(first(key, lower.key))
                // an alias belongs to the key beside it, and not to one that took its place
                .withKeyAlias(first(keyAlias, key != null && lower.key != null ? null : lower.keyAlias))
                .withLoginUrl(loginUrl != null ? loginUrl
                        : sandbox != null ? lower.loginUrlWith(sandbox) : lower.loginUrl)
                .withSandbox(first(sandbox, loginUrl != null ? null : lower.sandbox))
                .withAudience(first(audience, loginUrl != null || sandbox != null ? null : lower.audience))
                .withExpiresIn(first(expiresIn, lower.expiresIn))
                // whoever names a key means that one
                .withOtherKey(first(otherKey, key != null ? null : lower.otherKey));
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
