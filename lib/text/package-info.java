/**
 * Text on its way to a person: foreign text made harmless, values quoted for a message or a shell, names that were
 * mistyped or pasted into the wrong place.
 */
//SOURCES Untrusted.java
//SOURCES Quoted.java
//SOURCES Pasted.java
//SOURCES Invisible.java
//SOURCES ShellQuote.java
//SOURCES Nearest.java
//SOURCES TimeSpan.java
package lib.text;
