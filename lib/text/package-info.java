/**
 * Text on its way to a person: foreign text made harmless, values quoted for a message or a shell, JSON.
 */
//SOURCES Untrusted.java
//SOURCES Quoted.java
//SOURCES Invisible.java
//SOURCES ShellQuote.java
//SOURCES JsonText.java
package lib.text;
