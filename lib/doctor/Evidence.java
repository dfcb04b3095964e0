package lib.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lib.failure.Fix;
import lib.failure.Text;
import lib.failure.Warning;
import lib.files.FromFolder;
import lib.http.Http;
import lib.http.Retries;
import lib.keys.KeySource;
import lib.keys.Renewal;
import lib.pkcs11.TokenUri;
import lib.refusal.Fixes;

/**
 * What an examination was asked to do, what it can work with, and what it has found out so far.
 */
final class Evidence {

    private final Doctor.Request request;
    private final Clock clock;
    private final Retries.Sleeper sleeper;
    private final Doctor.Progress progress;
    private final Map<Fact<?>, Object> facts = new HashMap<>();
    private final List<Examined> examined = new ArrayList<>();

    Evidence(Doctor.Request request, Clock clock, Retries.Sleeper sleeper, Doctor.Progress progress) {
        this.request = request;
        this.clock = clock;
        this.sleeper = sleeper;
        this.progress = progress;
    }

    /** Thrown by a check that asks for what no earlier one found. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Fact<?> fact;

        Unknown(Fact<?> fact) {
            super(fact.what(), null, false, false);
            this.fact = fact;
        }

        Fact<?> fact() {
            return fact;
        }
    }

    /** @throws Unknown when no check has found it */
    <T> T need(Fact<T> fact) {
        return find(fact).orElseThrow(() -> new Unknown(fact));
    }

    @SuppressWarnings("unchecked") // add() lets in nothing but the fact's own type
    <T> Optional<T> find(Fact<T> fact) {
        return Optional.ofNullable((T) facts.get(fact));
    }

    <T> void add(Fact<T> fact, T value) {
        facts.put(fact, value);
    }

    void note(Examined one) {
        examined.add(one);
    }

    /** All checks so far, in order. */
    List<Examined> examined() {
        return List.copyOf(examined);
    }

    /** What the check of this name found; empty where it was not made. */
    Optional<Finding> finding(String name) {
        return examined.stream().filter(one -> one.name().equals(name)).map(Examined::finding).findFirst();
    }

    /** How the check of this name ended; skipped where it was not made. */
    State state(String name) {
        return finding(name).map(Finding::state).orElse(State.SKIPPED);
    }

    /** Whether the login was refused, with one of these codes. */
    boolean isRefused(String... codes) {
        return find(Fact.LOGIN_FAILURE).filter(failure -> List.of(codes).contains(failure.code())).isPresent();
    }

    Doctor.Request request() {
        return request;
    }

    Clock clock() {
        return clock;
    }

    Retries.Sleeper sleeper() {
        return sleeper;
    }

    Doctor.Progress progress() {
        return progress;
    }

    Http http() {
        return new Http(request.http(), clock);
    }

    /** A request that may be made several times; a login is not one. */
    <T> T repeated(Supplier<T> attempt) {
        return Retries.of(request.http(), sleeper).run(attempt);
    }

    /** The command that makes a key or a certificate where those of this org are. */
    Text.Command generateCerts(String... options) {
        var arguments = new ArrayList<>(List.of(options));
        Path folder = find(Fact.KEY_FILE).map(key -> key.toAbsolutePath().getParent()).orElse(null);
        if (folder != null && !shown(folder).equals("certs")) {
            arguments.addAll(List.of("-o", shown(folder)));
        }
        return new Text.Command("generate-certs", arguments);
    }

    Text.Command newKey() {
        return find(Fact.KEY_FILE).isPresent() ? generateCerts("--force") : generateCerts();
    }

    Fix laterNewKey() {
        return Fix.of("make a new key and its certificate when you next can: ", newKey());
    }

    /** How to certify the key that is used for longer. */
    Fix renewal() {
        Optional<Path> key = find(Fact.KEY_FILE);
        KeySource source = need(Fact.CONFIG).key();
        return Fixes.renew(key.isPresent() || source instanceof KeySource.InToken
                ? Renewal.of(source, need(Fact.CERTIFICATE).place(), this::shown)
                : generateCerts("--reuse-key", "--force"));
    }

    static String joined(List<Warning> warnings) {
        return warnings.stream().map(Warning::toString).collect(Collectors.joining("; "));
    }

    /** As {@link #shown(Path)}; the URI of a key in a token stays as it is. */
    String shown(String place) {
        return TokenUri.isOne(place) ? place : shown(Path.of(place));
    }

    /** A path as a person would type it: relative where it lies below the folder one is in. */
    String shown(Path path) {
        Path here = request.environment().folder().toAbsolutePath().normalize();
        Path whole = path.toAbsolutePath().normalize();
        return whole.equals(here) ? "." : FromFolder.name(here, whole).toString();
    }
}
