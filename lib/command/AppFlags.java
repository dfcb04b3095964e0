package lib.command;

import java.nio.file.Path;
import lib.app.Access;
import lib.app.CreateApp;
import lib.cli.Surroundings;
import lib.failure.Text;
import lib.keys.KeySource;
import picocli.CommandLine.Option;

/**
 * The options that say what the app is like.
 */
final class AppFlags {

    @Option(names = "--scopes", paramLabel = "SCOPES", description = "OAuth scopes, with commas; default "
            + "api,web,refresh_token.")
    String scopes;

    @Option(names = "--permission-set", paramLabel = "NAME", description = "Let in the users of this permission set, "
            + "by its API name; without it, one is made.")
    String permissionSet;

    @Option(names = "--ip-relaxation", paramLabel = "MODE", description = "enforce (default), bypass, bypass-2factor "
            + "or enforce-relax-refresh: whether the IP ranges of the user's profile count.")
    String ipRelaxation;

    @Option(names = "--session-timeout", paramLabel = "MINUTES", description = "End tokens after 15 to 1440 minutes "
            + "without a call; default what the user's profile says.")
    Integer sessionTimeout;

    @Option(names = "--key-file", paramLabel = "FILE", defaultValue = Text.KEY,
            description = "The private key, with its certificate beside it; default ${DEFAULT-VALUE}. Both are made "
                + "where there are none.")
    String keyFile;

    Path key(Surroundings surroundings) {
        return CreateApp.fileOf(KeySource.of(keyFile, surroundings.folder(), "--key-file"));
    }

    Access access() {
        return Access.parse(scopes, permissionSet, ipRelaxation, sessionTimeout);
    }
}
