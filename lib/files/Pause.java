package lib.files;

import java.util.concurrent.ThreadLocalRandom;

/** Between two tries for a lock: not in step with the others that wait. */
public final class Pause {

    private Pause() {
    }

    /**
     * @param least in milliseconds
     * @param most in milliseconds
     * @return whether it passed; false where this thread was interrupted
     */
    public static boolean between(int least, int most) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(least, most));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
