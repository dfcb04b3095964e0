package lib.doctor;

import lib.failure.Failure;
import lib.failure.Input;

/**
 * One question that an examination asks.
 *
 * @param name for people; its id in JSON is {@link Examined#id}
 * @param input the one that it looks at, null where it is about more
 */
record Check(String name, Phase phase, Input input, Look look) {

    Check(String name, Phase phase, Look look) {
        this(name, phase, null, look);
    }

    /** Answers the question; throws a {@link Failure} where the answer is no, or {@link Evidence.Unknown}. */
    @FunctionalInterface
    interface Look {
        Finding at(Evidence evidence);
    }

    Examined examine(Evidence evidence) {
        Finding finding;
        try {
            finding = look.at(evidence);
        } catch (Evidence.Unknown missing) {
            finding = Finding.skipped("needs " + missing.fact().what());
        } catch (Failure failure) {
            // what an org does not show to its administrator says nothing about the login
            finding = evidence.find(Fact.ADMIN).isPresent()
                    ? Finding.warning(failure.code(), failure.getMessage(), failure.fix()) : Finding.failed(failure);
        }
        var examined = new Examined(name, phase, input, finding);
        evidence.note(examined);
        return examined;
    }
}
