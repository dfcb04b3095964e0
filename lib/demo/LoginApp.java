package lib.demo;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.function.Function;
import lib.demoadmin.AppView;

/**
 * An app as an assertion meets it: whether it is open at all, whose signature counts, and whom it lets in.
 *
 * @param key null where the app has no certificate
 * @param closed why it takes nobody's assertion
 */
record LoginApp(String name, RSAPublicKey key, Optional<TokenError> closed, Function<DemoUser, Optional<TokenError>>
        door) {

    /** Why it does not let this user in. */
    Optional<TokenError> refuses(DemoUser user) {
        return door.apply(user);
    }

    /** The app whose certificate was uploaded. */
    static LoginApp of(Setup setup) {
        TokenError closed = switch (setup.policy()) {
            case DISABLED -> TokenError.APP_NOT_FOUND;
            case BLOCKED -> TokenError.APP_BLOCKED;
            default -> setup.app().isEmpty() ? TokenError.APP_NOT_FOUND : null;
        };
        return new LoginApp("Demo App", setup.app().map(ConnectedApp::publicKey).orElse(null),
                Optional.ofNullable(closed), user -> switch (setup.policy()) {
                    case SELF_AUTHORIZED -> Optional.of(TokenError.NOT_APPROVED_BY_USER);
                    case WITHOUT_SCOPES -> user.refusal().or(() -> Optional.of(TokenError.NO_SCOPES));
                    default -> user.refusal();
                });
    }

    /** An app that was deployed. */
    static LoginApp of(AppView app) {
        return new LoginApp(app.name(), app.key(),
                app.enabled() ? Optional.empty() : Optional.of(TokenError.APP_NOT_FOUND), user -> refuses(app, user));
    }

    private static Optional<TokenError> refuses(AppView app, DemoUser user) {
        if (!app.policyKnown() || app.selfAuthorized()) {
            return Optional.of(TokenError.NOT_APPROVED_BY_USER);
        }
        boolean approved = app.approved().contains(user.id()) || app.profiles().contains(user.person().profile());
        Optional<TokenError> own = user.refusal().filter(refusal -> refusal != TokenError.NOT_APPROVED_BY_ADMIN
                && (refusal != TokenError.IP_RESTRICTED || app.enforcesIp()));
        return own.or(() -> approved ? Optional.empty() : Optional.of(TokenError.NOT_APPROVED_BY_ADMIN));
    }
}
