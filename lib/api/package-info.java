/**
 * Calls with a token: who am I, what is left of the limits, any REST call, a browser that is logged in, another
 * program.
 *
 * <p>{@link lib.api.Session} has the token and sends it to its instance_url alone; each operation is given one.
 */
//SOURCES ApiPath.java
//SOURCES ApiRefusal.java
//SOURCES ApiAnswer.java
//SOURCES Session.java
//SOURCES ApiVersion.java
//SOURCES OrgAnswer.java
//SOURCES WhoAmI.java
//SOURCES Limits.java
//SOURCES CallApi.java
//SOURCES AllRecords.java
//SOURCES Signals.java
//SOURCES Child.java
//SOURCES Exec.java
//SOURCES OpenOrg.java
//SOURCES SfLogin.java
package lib.api;
