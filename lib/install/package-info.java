/**
 * A copy of sfjwt that starts without JBang, and fast: its jars, launchers, and an ahead-of-time cache of its classes.
 *
 * <p>{@link lib.install.Install} makes it. {@link lib.install.Place} says where: a launcher in a folder on the PATH,
 * and beside that a folder of copies, each in a folder named after its content, so that an update never touches what
 * another process runs from.
 */
//SOURCES Place.java
//SOURCES ModernJar.java
//SOURCES Copy.java
//SOURCES InstalledJdk.java
//SOURCES JvmOptions.java
//SOURCES AskAgent.java
//SOURCES Launcher.java
//SOURCES Training.java
//SOURCES Undo.java
//SOURCES AotCache.java
//SOURCES OldCopies.java
//SOURCES Install.java
//SOURCES Uninstall.java
package lib.install;
