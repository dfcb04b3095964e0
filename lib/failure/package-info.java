/**
 * What can go wrong, told one way.
 *
 * <p>Everything under {@code lib} reports trouble by throwing one {@link lib.failure.Failure}; the command line turns
 * it into two lines and an exit code, the dashboard's API into the same object with an HTTP status.
 */
//SOURCES Failure.java
//SOURCES Cause.java
//SOURCES Kind.java
package lib.failure;
