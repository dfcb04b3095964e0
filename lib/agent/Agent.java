package lib.agent;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.store.ReuseToken;

/**
 * Holds orgs, their keys and their tokens in memory, for as long as it lives.
 */
public final class Agent implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(5);

    private final Supplier<List<AgentOrg>> loader;
    private final ReuseToken tokens;
    private final Clock clock;
    private final Duration idle;
    private final Runnable end;
    private final Map<AgentOrg, HeldToken> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sfjwt-agent").factory());
    private volatile List<AgentOrg> orgs;
    private volatile boolean locked;
    private volatile Instant lastAsked;
    private volatile BooleanSupplier reachable = () -> true;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param loader reads the configs and the keys; asked again when one of them has changed
     * @param idle after how long without an ask {@code end} is run; zero for never
     * @param end run when nobody asks any more, or can
     */
    public Agent(Supplier<List<AgentOrg>> loader, ReuseToken tokens, Clock clock, Duration idle, Runnable end) {
        this.loader = loader;
        this.tokens = tokens;
        this.clock = clock;
        this.idle = idle;
        this.end = end;
        this.orgs = loader.get();
        this.lastAsked = clock.instant();
        timer.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Which org is asked for: by its name here; or as a command line names it, by its file and a profile of that, which
     * is empty for the top level.
     */
    public record Which(String name, Optional<Path> config) {
    }

    /** What askers call the orgs. */
    public List<String> names() {
        return orgs().stream().map(AgentOrg::name).toList();
    }

    List<AgentOrg> orgs() {
        return locked ? List.of() : orgs.stream().filter(AgentOrg::isUsable).toList();
    }

    /**
     * The org that is asked for, as its files say now.
     *
     * @throws Failure {@code org_unknown}, {@code agent_locked}, or what is wrong with its files
     */
    AgentOrg find(Which which) {
        lastAsked = clock.instant();
        if (locked) {
            throw Failure.of(Kind.MISSING, "agent_locked", "the agent was told to forget its keys and tokens",
                    Fix.of("stop it and start it again: ", Fix.command("agent", "--stop"), ", then ",
                            Fix.command("agent")));
        }
        // one that is not there may be in a file that has changed
        lookUp(which).map(Stream::of).orElseGet(orgs::stream).filter(AgentOrg::hasChanged).findFirst()
                .ifPresent(this::reload);
        AgentOrg org = lookUp(which).orElseThrow(() -> unknown(which));
        if (!org.isUsable()) {
            throw org.flaw();
        }
        return org;
    }

    /** The token of the org in memory, or a login's. */
    HeldToken token(AgentOrg org) {
        return held.computeIfAbsent(org, one -> new HeldToken(tokens, one.login(), clock));
    }

    /** Says how to find out whether anybody can ask it. */
    void reachableWhile(BooleanSupplier check) {
        reachable = check;
    }

    /** Runs a login or a call into an org: the agent is not idle while it lasts, however long that is. */
    void during(Runnable call) {
        underWay.incrementAndGet();
        try {
            call.run();
        } finally {
            lastAsked = clock.instant();
            underWay.decrementAndGet();
        }
    }

    /** Forgets keys and tokens, and gives nothing away until it is started again. */
    synchronized void lock() {
        locked = true;
        held.values().forEach(HeldToken::forget);
        held.clear();
        orgs = List.of();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        lock();
    }

    private Optional<AgentOrg> lookUp(Which which) {
        List<AgentOrg> all = orgs;
        if (which.config().isPresent()) {
            return all.stream().filter(org -> org.plain() && which.config().get().equals(org.file())
                    && org.profile().equals(which.name())).findFirst();
        }
        Optional<AgentOrg> named = all.stream().filter(org -> org.name().equals(which.name())).findFirst();
        List<AgentOrg> usable = orgs();
        boolean only = which.name().equals(AgentOrg.DEFAULT) && usable.size() == 1;
        return named.isEmpty() && only ? Optional.of(usable.getFirst()) : named;
    }

    private synchronized void reload(AgentOrg changed) {
        if (!locked && orgs.contains(changed)) {
            List<AgentOrg> now = loader.get();
            orgs = now;
            held.keySet().retainAll(now);
        }
    }

    private Failure unknown(Which which) {
        return Failure.of(Kind.MISSING, "org_unknown", "the agent does not hold the org " + which.name()
                + which.config().map(file -> " of " + file).orElse(""),
                "ask for one of these: " + String.join(", ", names())
                        + "; or start the agent with the config that has it");
    }

    /** Done every five seconds: renews what ends soon, and ends an agent that nobody asks or can ask. */
    void tick() {
        held.values().forEach(HeldToken::renewIfDue);
        boolean quiet = underWay.get() == 0 && !lastAsked.plus(idle).isAfter(clock.instant());
        if (quiet && !idle.isZero() || !reachable.getAsBoolean()) {
            end.run();
        }
    }
}
