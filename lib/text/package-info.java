/**
 * Text from a person, whatever program wrote it, and on its way to one: foreign text made harmless, values quoted for a
 * message or a shell, names that were mistyped or pasted into the wrong place.
 */
//SOURCES FileText.java
//SOURCES Untrusted.java
//SOURCES Quoted.java
//SOURCES Pasted.java
//SOURCES Invisible.java
//SOURCES ShellQuote.java
//SOURCES Nearest.java
//SOURCES TimeSpan.java
package lib.text;
