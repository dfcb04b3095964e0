/**
 * What tells people and shells about the commands: completion scripts and manual pages, made from picocli's model of
 * them, so that a new option is there at once.
 */
//SOURCES CompletionModel.java
//SOURCES CompletionScript.java
//SOURCES ManPage.java
package lib.manual;
