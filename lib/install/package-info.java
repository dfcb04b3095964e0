/**
 * A copy of sfjwt that starts without JBang, and fast: its jars, a launcher, and an ahead-of-time cache of its classes.
 */
//SOURCES Install.java
//SOURCES Launcher.java
//SOURCES AotCache.java
//SOURCES TlsStandIn.java
//SOURCES TrainingRun.java
package lib.install;
