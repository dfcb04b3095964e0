package lib.command;

import java.nio.file.Files;
import java.util.List;
import lib.admin.AdminSession;
import lib.admin.AdminSource;
import lib.admin.SfCli;
import lib.app.FirstLogin;
import lib.cli.HttpFlags;
import lib.cli.Output;
import lib.cli.PassphraseFlags;
import lib.cli.StoreFlags;
import lib.cli.Surroundings;
import lib.config.ConfigSources;
import lib.config.JwtJson;
import lib.config.OrgConfig;
import lib.doctor.WaitTime;
import lib.failure.Failure;
import lib.http.HttpOptions;
import lib.keys.Passphrase;
import lib.store.ReuseToken;
import lib.store.StoreOptions;
import lib.token.GetToken;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say whose session an administrator's command works with, and how its requests travel.
 */
final class AdminFlags {

    @Option(names = "--target-org", paramLabel = "ORG", description = "Work with the session of the Salesforce CLI: "
            + "an alias or username that sf is logged in to.")
    String targetOrg;

    @Option(names = "--profile", paramLabel = "NAME", description = "Log in with this profile of jwt.json, whose user "
            + "is an administrator. Without either, SF_ACCESS_TOKEN and SF_ORG_INSTANCE_URL count.")
    String profile;

    @Mixin
    PassphraseFlags passphrase;

    @Mixin
    StoreFlags store;

    @Mixin
    HttpFlags http;

    private HttpOptions options;

    HttpOptions http(Surroundings surroundings, Output out) {
        if (options == null) {
            options = http.options(surroundings, out::detail);
        }
        return options;
    }

    /** How the login is made for which all of this is done. */
    FirstLogin.Way way(Surroundings surroundings, Output out, WaitTime patience) {
        return new FirstLogin.Way(http(surroundings, out), passphrase.from(surroundings, out),
                store.options(surroundings), patience);
    }

    boolean isGiven(Surroundings surroundings) {
        return targetOrg != null || profile != null || AdminSource.variables(surroundings.environment()).isPresent();
    }

    /** By one name for all: a profile's, an org's that sf knows, or an empty one for the variables. */
    static AdminSession of(String name, Surroundings surroundings, ConfigSources config, HttpOptions http,
            Passphrase passphrase) {
        var flags = new AdminFlags();
        flags.options = http;
        boolean isProfile = !name.isEmpty() && Files.exists(config.file())
                && JwtJson.read(config.file()).profiles().contains(name);
        List<String> words = name.isEmpty() ? List.of() : List.of(isProfile ? "--profile" : "--target-org", name);
        flags.profile = isProfile ? name : null;
        flags.targetOrg = isProfile || name.isEmpty() ? null : name;
        return new AdminSession(flags.source(surroundings, config, passphrase, StoreOptions.NONE), words, http,
                surroundings.clock());
    }

    AdminSession session(Surroundings surroundings, ConfigSources config, Output out) {
        List<String> words = targetOrg != null ? List.of("--target-org", targetOrg)
                : profile != null ? List.of("--profile", profile) : List.of();
        HttpOptions usual = http(surroundings, out);
        return new AdminSession(source(surroundings, config, passphrase.from(surroundings, out),
                store.options(surroundings)), words, usual, surroundings.clock());
    }

    private AdminSource source(Surroundings surroundings, ConfigSources config, Passphrase passphrases,
            StoreOptions stored) {
        if (targetOrg != null && profile != null) {
            throw Failure.usage("two_admin_sessions", "--target-org and --profile both name a session",
                    "drop one of them");
        }
        if (targetOrg != null) {
            return AdminSource.sf(new SfCli(surroundings.folder(), surroundings.environment()), targetOrg);
        }
        if (profile != null) {
            OrgConfig org = surroundings.config(config.file()).withProfile(profile).resolve();
            var login = new GetToken.Request(org, options, passphrases);
            return AdminSource.login(new ReuseToken(surroundings.clock()), new ReuseToken.Request(login, stored));
        }
        return AdminSource.variables(surroundings.environment())
                .orElseThrow(() -> AdminSource.missing("--target-org ORG"));
    }
}
