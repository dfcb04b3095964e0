/**
 * Which sfjwt this is, which commands there are, and what a run of each needs: said here alone, and read by the command
 * line at each start, by help and completion. Knows no other room.
 */
//SOURCES Version.java
//SOURCES Verb.java
package lib.catalog;
