package lib.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.catalog.Verb;
import lib.config.ConfigSources;
import lib.failure.Input;
import lib.failure.Text;
import lib.failure.Voice;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Follow-up commands that mean the same org as this run: how it was started, and its options that they take too.
 *
 * @param program how sfjwt is started here
 * @param verb of this run, null for none
 * @param given the options of this run by their long names, each in words
 * @param variables the environment's, those that are set
 * @param key where the key of this run's org is, where that is known
 * @param found the jwt.json that this run reads although no option names it, where it is not the one in this folder
 */
public record AsCalled(String program, Verb verb, Map<String, List<String>> given, Set<String> variables,
        Optional<KeyPlace> key, Optional<String> found) implements Voice {

    private static final String CONFIG = "--config";
    private static final String OUTPUT = "--output";
    private static final String PROFILE = "--profile";
    private static final String ROOTS = "--cacert";
    private static final Set<String> ORG = Set.of(PROFILE, "--consumer-key", "--username", "--key-file", "--key-alias",
            "--login-url", "--sandbox", "--audience", "--expires-in");

    /** What a certificate is to say, and where it is to lie. */
    private static final Set<String> CERTIFICATE = Set.of(OUTPUT, "--country", "--state", "--city", "--org", "--unit",
            "--name", "--email", "--days", "--key-size");

    private static final Set<String> ROTATION = Set.of("--target-org", PROFILE, "--of-profile", "--name");

    static AsCalled of(Surroundings surroundings, ParseResult parsed) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        parsed.matchedOptions().forEach(option -> given.put(option.longestName(), words(option)));
        // of a command with parts, such as app create, the first word
        String[] words = parsed.commandSpec().qualifiedName().split(" ");
        return new AsCalled(surroundings.command(), Verb.of(words[Math.min(1, words.length - 1)]).orElse(null), given,
                set(surroundings), Optional.empty(), Optional.empty());
    }

    /** For a command line that could not be read. */
    static AsCalled of(Surroundings surroundings) {
        return new AsCalled(surroundings.command(), null, Map.of(), set(surroundings), Optional.empty(),
                Optional.empty());
    }

    AsCalled with(KeyPlace place) {
        return new AsCalled(program, verb, given, variables, Optional.of(place), found);
    }

    AsCalled reading(String config) {
        return new AsCalled(program, verb, given, variables, key,
                Optional.of(config).filter(file -> !file.equals(ConfigSources.DEFAULT_FILE)));
    }

    /** Of a run for many orgs, the part that means this one of them; whose key is not that of another. */
    AsCalled meaning(String config, String profile) {
        Map<String, List<String>> one = new LinkedHashMap<>(given);
        one.keySet().removeAll(List.of(CONFIG, PROFILE, "--all", "--config-dir"));
        if (!config.equals(ConfigSources.DEFAULT_FILE)) {
            one.put(CONFIG, List.of(CONFIG, config));
        }
        if (!profile.isEmpty()) {
            one.put(PROFILE, List.of(PROFILE, profile));
        }
        return new AsCalled(program, verb, one, variables, Optional.empty(), Optional.empty());
    }

    private static Set<String> set(Surroundings surroundings) {
        return surroundings.environment().entrySet().stream().filter(one -> !one.getValue().isBlank())
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** An option as it was given, in words. */
    public static List<String> words(OptionSpec option) {
        String name = option.longestName();
        return option.arity().max() > 0
                ? option.originalStringValues().stream().flatMap(value -> Stream.of(name, value)).toList()
                : List.of(Boolean.FALSE.equals(option.getValue()) ? name.replaceFirst("--", "--no-") : name);
    }

    @Override
    public String command(Text.Command command) {
        List<String> arguments = key.map(place -> place.arguments(command)).orElse(command.arguments());
        return Stream.of(Stream.of(program, command.name()),
                Verb.of(command.name()).stream().flatMap(next -> carried(next, arguments)).map(Voice::word),
                arguments.stream().map(Voice::word)).flatMap(words -> words).collect(Collectors.joining(" "));
    }

    @Override
    public String input(Input input) {
        if (given.containsKey(input.option())) {
            return input.option();
        }
        if (variables.contains(input.variable())) {
            return input.variable();
        }
        String file = configs().size() == 2 ? configs().getLast() : found.orElse(ConfigSources.DEFAULT_FILE);
        String profile = given.containsKey(PROFILE)
                ? "profile " + Voice.word(given.get(PROFILE).getLast()) + " of " : "";
        return input.option() + (input.isField() ? " (\"" + input.field() + "\" in " + profile + file + ")" : "");
    }

    private Stream<String> carried(Verb next, Collection<String> arguments) {
        return arguments.contains("--help") ? Stream.empty() : Stream.concat(config(next),
                given.entrySet().stream().filter(one -> isFor(one.getKey(), next)).map(Map.Entry::getValue))
                .filter(words -> !arguments.contains(words.getFirst())
                        && !(words.getFirst().equals("-c") && arguments.contains(CONFIG)))
                .flatMap(List::stream);
    }

    /** The file that this run reads, or writes. */
    private Stream<List<String>> config(Verb next) {
        List<String> files = configs();
        Optional<String> option = next == Verb.SETUP_CONFIG ? Optional.of("-o")
                : next.takesConfig() ? Optional.of("-c") : Optional.empty();
        if (files.isEmpty() && next == Verb.SETUP_CONFIG) { // which looks for none
            return found.stream().map(file -> List.of("-o", file));
        }
        // of several files none is meant
        return files.size() == 2 ? option.stream().map(name -> List.of(name, files.getLast())) : Stream.empty();
    }

    private List<String> configs() {
        return given.getOrDefault(verb == Verb.SETUP_CONFIG ? OUTPUT : CONFIG, List.of());
    }

    private boolean isFor(String option, Verb next) {
        if (verb == Verb.APP || verb == Verb.ROTATE) {
            // their --profile is the administrator's
            return verb == next && next == Verb.ROTATE && ROTATION.contains(option);
        }
        if (verb == Verb.GENERATE_CERTS && verb == next) {
            return CERTIFICATE.contains(option);
        }
        // what setup-config was told is in the file that it wrote
        boolean toldToFile = verb == Verb.SETUP_CONFIG && next != Verb.SETUP_CONFIG && !option.equals(PROFILE);
        return ORG.contains(option) && !toldToFile && (next.takesOrg() || next == Verb.STEPS && option.equals(PROFILE))
                || option.equals(ROOTS) && next.takesConfig() && next.takesOrg();
    }
}
