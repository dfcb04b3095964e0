package lib.agent;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import lib.store.ReuseToken;
import lib.store.TokenEnd;

/**
 * An org's token in memory. Of any number of askers that find none, one logs in, and the others get what came of it,
 * a refusal too: Salesforce blocks a user who fails too often.
 */
final class HeldToken {

    /** Before its end a token is renewed, so that no asker waits for a login. */
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(1);
    /** A token that ends while its caller is at work is of no use. */
    private static final Duration LEAST_LEFT = Duration.ofSeconds(30);

    /** Salesforce blocks a user after 3,600 logins within an hour. */
    private static final Duration BETWEEN_DROPS = Duration.ofMinutes(1);

    private final ReuseToken tokens;
    private final ReuseToken.Request request;
    private final Clock clock;
    private final Path entry;
    private Held held;
    private Login underWay;
    private Instant asked = Instant.EPOCH;
    private Instant workedAt = Instant.EPOCH;
    private Instant droppedAt = Instant.EPOCH;

    /**
     * @param until when it is used no more: its end, where that is known, else the time that tokens are kept for
     * @param stored what its file in the store looks like while it holds this token
     */
    private record Held(ReuseToken.Result result, Instant since, Instant until, AgentOrg.Look stored) {
        ReuseToken.Result at(Instant now) {
            return new ReuseToken.Result(result.config(), result.answer(), Optional.of(Duration.between(since, now)),
                    result.end(), 0, result.warnings());
        }
    }

    /** @param after it takes a stored token whose login was later */
    private record Login(Instant after, CompletableFuture<ReuseToken.Result> end) {
    }

    HeldToken(ReuseToken tokens, ReuseToken.Request request, Clock clock) {
        this.tokens = tokens;
        this.request = request;
        this.clock = clock;
        this.entry = ReuseToken.entry(request).orElse(null);
    }

    /** The token in memory while it counts, else a stored one or a new login's. */
    ReuseToken.Result get() {
        return ask(Instant.MIN);
    }

    /** A new login's token. */
    ReuseToken.Result refresh() {
        return ask(Instant.MAX);
    }

    /**
     * Salesforce takes it no more.
     *
     * @return false where it refused the token of a login a moment ago as well, as its API Access Control does: another
     *     login would be of no use
     */
    boolean drop(String accessToken) {
        synchronized (this) {
            if (held != null && held.result().answer().accessToken().equals(accessToken)) {
                Instant now = clock.instant();
                if (workedAt.isBefore(droppedAt)
                        && Duration.between(droppedAt, now).abs().compareTo(BETWEEN_DROPS) < 0) {
                    return false;
                }
                held = null;
                workedAt = Instant.EPOCH;
                droppedAt = now;
            }
        }
        tokens.drop(request, accessToken);
        return true;
    }

    synchronized void forget() {
        held = null;
    }

    /** A call with the token has just worked. */
    synchronized void worked() {
        workedAt = clock.instant();
    }

    synchronized boolean hasWorkedWithin(Duration time) {
        return held != null && workedAt.plus(time).isAfter(clock.instant());
    }

    /**
     * Logs in beside its askers, where somebody has asked lately and the token ends soon; unless another process, or
     * another machine of the fleet, has done so since.
     */
    void renewIfDue() {
        Instant now = clock.instant();
        Instant since;
        synchronized (this) {
            boolean wanted = held != null && asked.plus(request.store().ttl()).isAfter(now)
                    && now.isBefore(held.until()); // from then on an asker logs in, who hears of a refusal
            if (!wanted || underWay != null || now.isBefore(held.until().minus(RENEWED_BEFORE))) {
                return;
            }
            since = held.since();
        }
        Thread.ofVirtual().start(() -> {
            try {
                login(since);
            } catch (RuntimeException e) {
                // whoever asks next is told
            }
        });
    }

    /** How old the token is, where one is held. */
    synchronized Optional<Duration> age() {
        return Optional.ofNullable(held).filter(this::isFresh)
                .map(one -> Duration.between(one.since(), clock.instant()));
    }

    private ReuseToken.Result ask(Instant after) {
        synchronized (this) {
            Instant now = clock.instant();
            asked = now;
            if (held != null && held.since().isAfter(after) && isFresh(held)) {
                return held.at(now);
            }
        }
        return login(after);
    }

    /** Joins the login that is under way, unless that may end in a stored token that is too old. */
    private ReuseToken.Result login(Instant after) {
        var mine = new Login(after, new CompletableFuture<>());
        Login login = underWayElse(mine);
        if (login == mine) {
            run(mine);
        } else if (after.isAfter(login.after())) {
            login.end().exceptionally(_ -> null).join();
            return login(after);
        }
        try {
            return login.end().join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private synchronized Login underWayElse(Login mine) {
        if (underWay == null) {
            underWay = mine;
        }
        return underWay;
    }

    private void run(Login login) {
        try {
            AgentOrg.Look before = AgentOrg.Look.at(entry);
            ReuseToken.Result result = tokens.run(request.after(login.after()));
            AgentOrg.Look after = before.again();
            Instant now = clock.instant();
            Instant since = result.age().map(now::minus).orElse(now);
            Instant kept = since.plus(request.store().ttl());
            Instant until = TokenEnd.of(result.answer(), since).filter(kept::isAfter).orElse(kept);
            // another command may have changed the file since it was read or written
            boolean saved = result.age().isEmpty() && tokens.keeps(request, result.answer().accessToken());
            finish(new Held(result, since, until, saved ? after : before));
            login.end().complete(result);
        } catch (RuntimeException | Error e) {
            finish(null);
            login.end().completeExceptionally(e instanceof RuntimeException known ? known
                    : new IllegalStateException(e));
        }
    }

    private synchronized void finish(Held now) {
        if (now != null) {
            held = now;
        }
        underWay = null;
    }

    private boolean isFresh(Held one) {
        // a logout or a command that Salesforce refused has taken it out of the store, or --fresh put another there
        boolean kept = one.stored().equals(one.stored().again());
        Instant now = clock.instant();
        // a clock that was set back has not made a token younger
        return kept && !now.isBefore(one.since().minusSeconds(60)) && now.isBefore(one.until().minus(LEAST_LEFT));
    }
}
