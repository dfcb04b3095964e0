package lib.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.OrgFacts;
import lib.config.ConfigSources;
import lib.config.JwtJson;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;
import lib.keys.KeySource;

/**
 * The {@code app create} that makes or mends the app of a login, with all that this takes: it works as it is printed.
 *
 * @param wished what an app that is not there is to be called; null for any name
 * @param config the jwt.json that has the login, where it is there
 * @param shown a path as a person would type it
 */
public record CreateCommand(AdminSession session, AppName wished, Path config, Function<Path, String> shown) {

    /**
     * Empty where {@code app create} cannot use the key: it takes one in a file, with its certificate beside it.
     *
     * @param settings of the app, which stay as they are where nothing else is asked for
     * @param more further options
     */
    public Optional<Text.Command> of(String username, KeySource key, Optional<AppInOrg> app,
            Optional<AppSettings> settings, List<String> more) {
        if (!(key instanceof KeySource.InFile(Path file, var _)) || !KeyPair.isUsable(file)) {
            return Optional.empty();
        }
        AppName name = app.map(CreateCommand::nameOf).or(() -> Optional.ofNullable(wished)).orElseGet(this::freeName);
        var words = new ArrayList<>(List.of("create", "--user", username));
        words.addAll(name.label().equals(AppName.DEFAULT) ? List.of() : List.of("--name", name.label()));
        words.addAll(app.isPresent() && !app.get().isOurs() ? List.of("--adopt") : List.of());
        words.addAll(more);
        settings.ifPresent(there -> words.addAll(kept(name, there, more)));
        words.addAll(session.options());
        session.extraRoots().ifPresent(roots -> words.addAll(List.of("--cacert", shown.apply(roots))));
        words.addAll(unless(ConfigSources.DEFAULT_FILE, "-c", shown.apply(config)));
        words.addAll(unless("", "--to-profile", profile(username)));
        words.addAll(unless(Text.KEY, "--key-file", shown.apply(file)));
        return Optional.of(Fix.command("app", words.toArray()));
    }

    private static List<String> unless(String usual, String option, String value) {
        return value.equals(usual) ? List.of() : List.of(option, value);
    }

    private static AppName nameOf(AppInOrg app) {
        // an administrator may have given it another label, which makes another API name, or none
        try {
            AppName byLabel = AppName.of(app.label());
            return byLabel.api().equals(app.name()) ? byLabel : AppName.of(app.name());
        } catch (Failure e) {
            return AppName.of(app.name());
        }
    }

    /** A name that no app has yet: another login may need an existing app as it is. */
    private AppName freeName() {
        Set<String> taken = AppInOrg.all(session).stream().map(AppInOrg::name).collect(Collectors.toSet());
        return numbered(AppName.DEFAULT, " ").map(AppName::of).filter(name -> !taken.contains(name.api())).findFirst()
                .orElseThrow();
    }

    private static List<String> kept(AppName name, AppSettings there, List<String> more) {
        var words = new ArrayList<String>();
        List<String> sets = there.permissionSets();
        if (!sets.isEmpty() && !sets.contains(name.permissionSet())) {
            words.addAll(List.of("--permission-set", sets.getFirst()));
        }
        List<Scope> scopes = Scope.known(there.scopes());
        if (Scope.letDoAnything(there.scopes()) && !scopes.isEmpty()
                && !new HashSet<>(scopes).equals(new HashSet<>(Scope.DEFAULTS))) {
            words.addAll(List.of("--scopes", scopes.stream().map(Scope::inTokens).collect(Collectors.joining(","))));
        }
        String ip = there.policy("ipRelaxationPolicyType");
        if (!ip.isEmpty() && !ip.equals(IpRelaxation.ENFORCE.inMetadata()) && !more.contains("--ip-relaxation")) {
            words.addAll(List.of("--ip-relaxation", ip));
        }
        words.addAll(unless("", "--session-timeout", there.policy("sessionTimeoutInMinutes")));
        return words;
    }

    /** The profile of jwt.json that is this login, or a new one where the file has others; empty for its top level. */
    private String profile(String username) {
        if (!Files.exists(config)) {
            return "";
        }
        JwtJson json = JwtJson.read(config);
        var loginUrl = OrgFacts.of(session).loginUrl();
        Optional<String> same = json.orgs().stream()
                .filter(org -> LocalConfig.of(config, org).isOf(loginUrl, username)).findFirst();
        boolean empty = json.profiles().isEmpty() && LocalConfig.of(config, "").settings().isEmpty();
        return same.orElseGet(() -> empty ? "" : newProfile(username, json.profiles()));
    }

    private static String newProfile(String username, List<String> taken) {
        String base = username.replaceFirst("@.*", "").replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceFirst("^[._-]+", "");
        String name = base.isEmpty() ? "login" : base.substring(0, Math.min(base.length(), 40));
        return numbered(name, "-").filter(one -> !taken.contains(one)).findFirst().orElseThrow();
    }

    /** The name itself, then with 2, 3 and so on. */
    private static Stream<String> numbered(String name, String separator) {
        return IntStream.iterate(1, i -> i + 1).mapToObj(i -> i == 1 ? name : name + separator + i);
    }
}
