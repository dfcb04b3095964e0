package lib.install;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.files.AtExit;

/**
 * Takes back what an install has made so far when it fails or is interrupted (Ctrl-C), the last first.
 */
final class Undo implements AutoCloseable {

    /** One thing to take back. */
    interface Step {
        void run() throws IOException;
    }

    /** Something that is made whole before an interruption takes it back. */
    interface Making<T> {
        T make() throws IOException;
    }

    private static final int CHILD_SECONDS = 5;

    private final Deque<Step> steps = new ArrayDeque<>();
    private final AtExit atExit = new AtExit(this::interrupted);
    private boolean ends;

    synchronized void add(Step step) {
        steps.push(step);
        if (ends) {
            run();
        }
    }

    /**
     * Makes what an earlier step takes back; an interruption waits for it, as nothing may be written to a folder while
     * that is removed.
     *
     * @throws Failure {@code interrupted} where the process ends, and all has been taken back
     */
    synchronized <T> T whole(Making<T> making) throws IOException {
        if (ends) {
            throw Failure.of(Kind.FILE, "interrupted", "the install was interrupted", "run it again");
        }
        return making.make();
    }

    /**
     * Does the last step, after which all that was made stays.
     *
     * @throws Failure as {@link #whole} does
     */
    synchronized void finish(Step last) throws IOException {
        whole(() -> {
            last.run();
            steps.clear();
            return null;
        });
    }

    @Override
    public void close() {
        if (atExit.cancel()) {
            run();
        }
    }

    private void interrupted() {
        synchronized (this) {
            ends = true;
        }
        endChildren(); // they write where we remove
        run();
    }

    private synchronized void run() {
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (IOException e) {
                // what cannot be removed now goes with the next install
            }
        }
    }

    private static void endChildren() {
        ProcessHandle.current().descendants().forEach(child -> {
            child.destroyForcibly();
            child.onExit().completeOnTimeout(child, CHILD_SECONDS, TimeUnit.SECONDS).join();
        });
    }
}
