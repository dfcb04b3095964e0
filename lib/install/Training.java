package lib.install;

import java.util.List;

/**
 * A program that does what users do, for the JVM to learn which classes that takes.
 *
 * @param mainClass on the class path of the copy
 * @param arguments followed by the name of a cache: words, key, certificates or login
 */
public record Training(String mainClass, List<String> arguments) {
}
