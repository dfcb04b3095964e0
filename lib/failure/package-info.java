/**
 * What can go wrong, told one way.
 *
 * <p>Everything under {@code lib} reports trouble by throwing one {@link lib.failure.Failure}; the command line turns
 * it into two lines and an exit code, the dashboard's API into the same object with an HTTP status. A
 * {@link lib.failure.Fix} is data: our commands and the inputs stand in it as such, and each reader's
 * {@link lib.failure.Voice} says them.
 */
//SOURCES Failure.java
//SOURCES Kind.java
//SOURCES Cause.java
//SOURCES Fix.java
//SOURCES Warning.java
//SOURCES Text.java
//SOURCES Input.java
//SOURCES Step.java
//SOURCES PlaceOnPage.java
//SOURCES Voice.java
package lib.failure;
