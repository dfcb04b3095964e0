package lib.refusal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a login gets at Salesforce: a refusal of one stage says that all before it are right.
 *
 * <p>Salesforce does not document the order; it is that of public reports, and the one the demo org keeps.
 */
public enum Stage {
    REQUEST("the request"),
    APP("the app"),
    SIGNATURE("the signature"),
    AUDIENCE("audience and expiry"),
    USER("the user"),
    PERMISSION("the user's permission");

    private final String what;

    Stage(String what) {
        this.what = what;
    }

    public String what() {
        return what;
    }

    /** The stage of the refusal with this id; empty where it says nothing about how far the login got. */
    public static Optional<Stage> of(String refusal) {
        return Refusals.byId(refusal).map(Refusal::stage);
    }

    /** The ids of the refusals of this stage. */
    public Set<String> refusals() {
        return Refusals.ALL.stream().filter(refusal -> refusal.stage() == this).map(Refusal::id)
                .collect(Collectors.toSet());
    }

    /** The stages that were passed before this one. */
    public List<Stage> passed() {
        return Arrays.stream(values()).filter(stage -> stage.compareTo(this) < 0).toList();
    }
}
