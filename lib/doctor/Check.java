package lib.doctor;

import lib.failure.Failure;

/**
 * One question that an examination asks.
 *
 * @param name for people; its id in JSON is {@link Examined#id}
 */
record Check(String name, Phase phase, Look look) {

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
            finding = Finding.failed(failure);
        }
        var examined = new Examined(name, phase, finding);
        evidence.note(examined);
        return examined;
    }
}
