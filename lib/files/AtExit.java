package lib.files;

/**
 * Work that is done before this process ends, also by Ctrl-C, unless it is cancelled first. The JVM waits for it.
 */
public final class AtExit implements AutoCloseable {

    private final Thread hook;

    /** @throws IllegalStateException where the process is ending already */
    public AtExit(Runnable work) {
        hook = new Thread(work);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @return false where the process is ending, and the work is being done */
    public boolean cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Override
    public void close() {
        cancel();
    }
}
