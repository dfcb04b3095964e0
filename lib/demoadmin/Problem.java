package lib.demoadmin;

/**
 * Why one component of a deploy is refused, in Salesforce's words.
 */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    Problem(String words) {
        super(words, null, false, false);
    }
}
