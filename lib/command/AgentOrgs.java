package lib.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lib.agent.AgentOrg;
import lib.agent.AgentOrg.Look;
import lib.cli.ConfigFlags;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.ManyOrgs;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.store.ReuseToken;
import lib.text.Quoted;

/**
 * Reads the configs and keys that an agent holds, also again later: passphrases are asked for once.
 */
final class AgentOrgs implements Supplier<List<AgentOrg>> {

    private final ConfigFlags config;
    private final Surroundings surroundings;
    private final Output out;
    private final BiFunction<ConfigSources, String, ReuseToken.Request> requests;

    AgentOrgs(LoginFlags login, Surroundings surroundings, Output out) {
        this.config = login.config();
        this.surroundings = surroundings;
        this.out = out;
        this.requests = login.requests(surroundings, out);
    }

    /** @throws Failure what is wrong with the first, where none can be used */
    @Override
    public List<AgentOrg> get() {
        ConfigSources sources = config.first(surroundings, out);
        List<Path> given = config.files(surroundings);
        List<Path> files = given.isEmpty() ? List.of(sources.file()) : given;
        Map<Path, Look> looks = files.stream().distinct().collect(Collectors.toMap(file -> file, Look::at));
        List<ManyOrgs.Org> all = given.isEmpty() && !Files.exists(sources.file()) || config.namesOne()
                ? List.of(one(sources)) : ManyOrgs.allOfEach(sources, files);
        List<AgentOrg> orgs = all.stream().map(one -> org(one, name(one, all),
                one.file() == null ? Look.at(null) : looks.get(one.file()))).toList();
        Failure first = null;
        for (AgentOrg org : orgs) {
            if (!org.isUsable()) {
                first = first == null ? org.flaw() : first;
                out.warn(List.of(Warning.of(org.flaw().code(), Quoted.unquoted(org.name()) + " is left out: "
                        + org.flaw().getMessage())));
            }
        }
        if (orgs.stream().noneMatch(AgentOrg::isUsable) && first != null) {
            throw first;
        }
        requireNames(orgs);
        return orgs;
    }

    private AgentOrg org(ManyOrgs.Org one, String name, Look look) {
        try {
            ReuseToken.Request login = requests.apply(one.orThrow(), "");
            return AgentOrg.of(name, real(one.file()), one.profile(), isPlain(one, login), login, look);
        } catch (Failure e) {
            return AgentOrg.unusable(name, real(one.file()), one.profile(), e, look);
        }
    }

    private static ManyOrgs.Org one(ConfigSources sources) {
        return new ManyOrgs.Org(Files.exists(sources.file()) ? sources.file() : null,
                sources.profile() == null ? "" : sources.profile().value(), sources, null);
    }

    /** Whether options and variables of this agent leave the login as it is without them. */
    private boolean isPlain(ManyOrgs.Org org, ReuseToken.Request login) {
        if (org.file() == null) {
            return false;
        }
        var without = new ConfigSources(OrgSettings.NONE, new Environment(Map.of(), surroundings.folder()), org.file(),
                true).withProfile(org.profile());
        try {
            OrgConfig plain = without.resolve();
            OrgConfig held = login.login().config();
            return plain.loginUrl().equals(held.loginUrl()) && plain.consumerKey().equals(held.consumerKey())
                    && plain.username().equals(held.username()) && plain.audiences().equals(held.audiences());
        } catch (Failure e) {
            return false;
        }
    }

    /** The profile; where several files have one of this name, with what tells the files apart in front. */
    private static String name(ManyOrgs.Org org, List<ManyOrgs.Org> all) {
        String name = org.profile().isEmpty() ? AgentOrg.DEFAULT : org.profile();
        boolean shared = all.stream().filter(other -> other.profile().equals(org.profile())).count() > 1;
        return shared && org.file() != null ? nameOf(org.file().toAbsolutePath().normalize()) + "." + name : name;
    }

    /** The folder's of a jwt.json, and of another file its own. */
    private static String nameOf(Path file) {
        String own = file.getFileName().toString();
        Path folder = file.getParent().getFileName();
        return own.equals(ConfigSources.DEFAULT_FILE) && folder != null ? folder.toString()
                : own.replaceFirst("\\.json$", "");
    }

    private static void requireNames(List<AgentOrg> orgs) {
        var names = new HashSet<String>();
        orgs.stream().map(AgentOrg::name).filter(name -> !names.add(name)).findFirst().ifPresent(twice -> {
            throw Failure.usage("names_clash", "two orgs would both be called " + twice,
                    "give one of them another profile name, or one of the files another name or folder");
        });
    }

    private static Path real(Path file) {
        try {
            return file == null ? null : file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
