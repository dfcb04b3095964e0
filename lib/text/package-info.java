/**
 * Text on its way to a person: foreign text made harmless, values quoted for a shell, names that were mistyped.
 */
//SOURCES Untrusted.java
//SOURCES ShellQuote.java
//SOURCES JsonText.java
//SOURCES Nearest.java
package lib.text;
