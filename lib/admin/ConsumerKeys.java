package lib.admin;

import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import lib.json.Fields;

/**
 * The consumer key of an app: one of our own choice, or the one that Connect REST shows. The secret is never asked for.
 */
public final class ConsumerKeys {

    private final AdminSession session;
    /** The apps by which the credentials are found; asked for once. */
    private List<JsonObject> usage;

    public ConsumerKeys(AdminSession session) {
        this.session = session;
    }

    /** 64 hexadecimal digits, which no other app has. */
    public static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * The app's. Empty where the org does not show it: that takes a setting and a permission.
     *
     * @throws Failure where the org could not be asked
     */
    public Optional<String> of(AppInOrg app) {
        try {
            String id = identifier(app);
            JsonObject consumers = session.get("apps/oauth/credentials/" + id);
            return Fields.objects(consumers, "consumers").map(consumer -> Fields.text(consumer, "id"))
                    .filter(consumer -> consumer.matches("[A-Za-z0-9]{15,18}")).findFirst()
                    .map(consumer -> session.get("apps/oauth/credentials/" + id + "/" + consumer + "?part=key"))
                    .map(answer -> Fields.text(answer, "key")).filter(key -> key.matches("[\\x21-\\x7E]{10,512}"));
        } catch (Failure e) {
            if (e.retryable()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private String identifier(AppInOrg app) {
        if (usage == null) {
            usage = Fields.objects(session.get("apps/oauth/usage"), "apps").toList();
        }
        return usage.stream().filter(one -> Fields.text(one, "developerName").equals(app.name()))
                .map(one -> Fields.text(one, "identifier"))
                .filter(id -> id.matches("[A-Za-z0-9]{15,18}")).findFirst().orElse(app.id());
    }
}
