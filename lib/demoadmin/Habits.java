package lib.demoadmin;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The ways in which orgs are known to differ, each switched on by itself; at first the org does as it is asked.
 */
public final class Habits {

    /** One way to say no. */
    public enum Habit {
        /** A deploy may not bring a consumer key of its own. */
        OWN_KEY_REFUSED,
        /** Connect REST shows no consumer keys: the setting that allows it is off. */
        CREDENTIALS_CLOSED,
        /** Salesforce makes a policy record by itself as soon as OAuth is on, and a second one is a duplicate. */
        POLICY_MADE_BY_ITSELF,
        /** The feature is off: the five types cannot be deployed. */
        NO_EXTERNAL_CLIENT_APPS,
        /** The metadata can be deployed, but not read back over SOAP. */
        SOAP_CLOSED
    }

    private final Set<Habit> on = EnumSet.noneOf(Habit.class);
    private Duration propagation = Duration.ZERO;
    private int pollsUntilDone = 1;

    /** From now on. */
    public synchronized void set(Habit habit, boolean wanted) {
        if (wanted) {
            on.add(habit);
        } else {
            on.remove(habit);
        }
    }

    /** How long a deployed policy or certificate takes to reach the token endpoint. */
    public synchronized void propagation(Duration time) {
        propagation = time;
    }

    /** How many polls a deploy takes until it is done. */
    public synchronized void pollsUntilDone(int polls) {
        pollsUntilDone = polls;
    }

    synchronized boolean has(Habit habit) {
        return on.contains(habit);
    }

    synchronized Duration propagation() {
        return propagation;
    }

    synchronized int pollsUntilDone() {
        return pollsUntilDone;
    }
}
