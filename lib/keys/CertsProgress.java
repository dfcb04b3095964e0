package lib.keys;

import java.nio.file.Path;

/**
 * Hears of each step of {@link GenerateCerts}.
 */
public interface CertsProgress {

    CertsProgress NONE = new CertsProgress() {
    };

    /** In their order. */
    enum Step {
        GENERATE_KEY("generate_key", "private key"),
        GENERATE_CSR("generate_csr", "certificate signing request"),
        GENERATE_CRT("generate_crt", "self-signed certificate"),
        VERIFY_KEY("verify_key", "key and certificate verified");

        private final String id;
        private final String sentence;

        Step(String id, String sentence) {
            this.id = id;
            this.sentence = sentence;
        }

        public String id() {
            return id;
        }

        public String sentence() {
            return sentence;
        }
    }

    default void began(Step step) {
    }

    /**
     * Told only once the step's file is on disk, or its key in the token.
     *
     * @param file null where the key is in a token
     */
    default void done(Step step, Path file) {
    }
}
