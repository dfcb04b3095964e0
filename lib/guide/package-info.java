/**
 * The whole way from nothing to a token, as data: the command line prints it, the dashboard makes a wizard of it.
 */
//SOURCES Guide.java
//SOURCES ExternalClientApp.java
//SOURCES SfCommands.java
package lib.guide;
