/**
 * Text on its way to a person: foreign text made harmless, values quoted for a shell.
 */
//SOURCES Untrusted.java
//SOURCES ShellQuote.java
//SOURCES JsonText.java
package lib.text;
