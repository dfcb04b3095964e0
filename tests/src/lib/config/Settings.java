package lib.config;

import java.nio.file.Path;
import lib.failure.Fix;
import lib.keys.KeySource;

/** Settings for the tests, each named by the source that it comes from. */
final class Settings {

    static final String CONSUMER_KEY = "3MVG9Kip4IKAJXfebqe2CL4.qG7hdwqZ3DHO5CmEH0jwFz_8VhE8vcf6mM4AkV1Qn0R9d";
    static final String USERNAME = "ci@acme.example";

    private Settings() {
    }

    /** Complete, so that only what says where to log in matters. */
    static OrgSettings complete(Path key) {
        return OrgSettings.NONE.withConsumerKey(of(CONSUMER_KEY)).withUsername(of(USERNAME)).withKey(key(key));
    }

    static OrgSettings where(String name, String loginUrl, Boolean sandbox, String audience) {
        return OrgSettings.NONE.withLoginUrl(of(loginUrl, name)).withSandbox(of(sandbox, name))
                .withAudience(of(audience, name));
    }

    static Setting<KeySource> key(Path file) {
        return of(new KeySource.InFile(file));
    }

    static <T> Setting<T> of(T value) {
        return of(value, "test");
    }

    static <T> Setting<T> of(T value, String name) {
        return value == null ? null : new Setting<>(value, name);
    }

    static OrgConfig config(OrgSettings settings) {
        return OrgConfig.of(settings, new OrgConfig.WhenMissing("", Fix.of("give it")));
    }
}
