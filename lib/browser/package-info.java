/**
 * A person's browser, opened at an address that is a secret: it is in no argument that another user could read.
 */
//SOURCES RedirectPage.java
//SOURCES Browser.java
package lib.browser;
