package ui;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import lib.api.Session;
import lib.config.Environment;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.http.HttpOptions;
import lib.keys.Passphrase;
import lib.store.AudienceMemory;
import lib.store.ReuseToken;
import lib.store.StoreOptions;
import lib.token.GetToken;

/**
 * What the calls of the page work with: the folder, the environment, the clock, and where tokens are kept.
 *
 * @param store empty for nowhere
 */
record Workplace(RootFolder root, Map<String, String> environment, Clock clock, Optional<Path> store) {

    HttpOptions http() {
        return HttpOptions.defaults(environment);
    }

    OrgConfig org(Fields fields) {
        OrgConfig typed = OrgConfig.of(OrgFields.settings(fields, root), OrgFields.WHEN_MISSING);
        return AudienceMemory.recalled(typed, new Environment(environment, root.real()));
    }

    /** @param fresh whether to log in in any case; the new token takes the stored one's place */
    ReuseToken.Request login(Fields fields, boolean fresh) {
        var login = new GetToken.Request(org(fields), http(), passphrase(fields));
        return new ReuseToken.Request(login, new StoreOptions(store, StoreOptions.DEFAULT_TTL, fresh));
    }

    Session session(Fields fields) {
        return new Session(login(fields, false), clock);
    }

    /** What was typed into the page, which keeps it in its memory and in no storage; else what the environment says. */
    Passphrase passphrase(Fields fields) {
        String typed = fields.text("passphrase", "");
        String passphrase = typed.isEmpty() ? Environment.keyPassphrase(environment) : typed;
        return what -> {
            if (passphrase.isEmpty()) {
                throw Failure.usage("passphrase_needed", what + " is encrypted, and its passphrase is not known yet",
                        "type it into the field Passphrase: it stays in this tab's memory and is not saved");
            }
            return passphrase.toCharArray();
        };
    }
}
