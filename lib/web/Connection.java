package lib.web;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One client's connection, and what the server waits for on it.
 *
 * <p>Helidon's own limit is for connections that are idle, and each byte makes them busy again: a request that drips in
 * would never end.
 */
public final class Connection implements ServerConnection {

    private static final ThreadLocal<Connection> CURRENT = new ThreadLocal<>();

    private enum State {
        /** The client is sending a request, or should be. */
        READING,
        /** The request is there; how long the work takes is not the client's doing. */
        AT_WORK,
        /** The answer is out, and another request may come. */
        IDLE,
        /** The server has hung up. */
        CLOSED
    }

    private record Moment(State state, long since) {
        Moment(State state) {
            this(state, System.nanoTime());
        }
    }

    private final ServerConnection http;
    private final AwaitedContext context;
    private final Connections all;
    private final AtomicReference<Moment> now = new AtomicReference<>(new Moment(State.READING));
    private volatile Thread thread;
    private volatile boolean trusted;

    Connection(ServerConnection http, AwaitedContext context, Connections all) {
        this.http = http;
        this.context = context;
        this.all = all;
    }

    /** The connection that this thread serves: each has a thread of its own. */
    public static Connection current() {
        return CURRENT.get();
    }

    /** The client has shown that it may be here: this connection is not given up for a stranger's. */
    public void trust() {
        trusted = true;
    }

    /** The request is there, whole. */
    void arrived() {
        if (!move(State.READING, State.AT_WORK)) {
            throw new CloseConnectionException("the request came too late");
        }
    }

    /** A request's first byte is there. */
    void began() {
        move(State.IDLE, State.READING);
    }

    /** The answer is out. */
    void answered() {
        if (move(State.AT_WORK, State.IDLE)) {
            context.expectRequest();
        } else {
            move(State.READING, State.IDLE); // a request that was refused before its body was read
        }
    }

    /**
     * Watches whether the client hangs up while an answer of many parts is under way; otherwise only writing would
     * notice it. The connection ends with this answer, because the watch may read what would be the next request.
     */
    public void whenGone(ServerResponse response, Runnable told) {
        response.header(HeaderValues.CONNECTION_CLOSE);
        Thread.ofVirtual().name("sfjwt-gone").start(() -> {
            try {
                context.awaitData();
            } catch (RuntimeException e) {
                told.run();
            }
        });
    }

    boolean isTrusted() {
        return trusted;
    }

    boolean isAtWork() {
        return now.get().state() == State.AT_WORK;
    }

    /** Whoever moves it to CLOSED decides, so that no work that has begun is interrupted. */
    void closeIfOverdue(Patience patience) {
        Moment moment = now.get();
        Duration limit = moment.state() == State.READING ? patience.request()
                : moment.state() == State.IDLE ? patience.idle() : null;
        if (limit != null && System.nanoTime() - moment.since() > limit.toNanos()) {
            hangUp(moment);
        }
    }

    /** Hangs up, unless work has begun meanwhile. */
    void hangUp() {
        Moment moment = now.get();
        if (moment.state() != State.AT_WORK) {
            hangUp(moment);
        }
    }

    private void hangUp(Moment moment) {
        Thread waiting = thread;
        if (waiting != null && now.compareAndSet(moment, new Moment(State.CLOSED))) {
            waiting.interrupt(); // closes the socket that a virtual thread waits on
        }
    }

    private boolean move(State from, State to) {
        Moment moment = now.get();
        return moment.state() == from && now.compareAndSet(moment, new Moment(to));
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        thread = Thread.currentThread();
        CURRENT.set(this);
        all.add(this);
        try {
            http.handle(limit);
        } finally {
            all.remove(this);
        }
    }

    @Override
    public Duration idleTime() {
        return http.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        http.close(interrupt);
    }
}
