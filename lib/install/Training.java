package lib.install;

import java.util.List;

/**
 * A program that does what users do, for the JVM to learn which classes that takes.
 *
 * @param mainClass on the class path of the copy
 */
public record Training(String mainClass, List<String> daily, List<String> certificates) {
}
