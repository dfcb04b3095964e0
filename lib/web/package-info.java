/**
 * The web server under the dashboard, the demo org and the agent: for this machine only, and for a neighbour's program
 * neither to read nor to lock.
 *
 * <p>{@link lib.web.LocalServer} is the server; {@link lib.web.Connections} watches how long each client keeps it
 * waiting, and {@link lib.web.Caller} asks where a request comes from.
 */
//SOURCES LocalServer.java
//SOURCES OwnUserOnly.java
//SOURCES Patience.java
//SOURCES Connections.java
//SOURCES Connection.java
//SOURCES AwaitedContext.java
//SOURCES RequestBody.java
//SOURCES Caller.java
//SOURCES TurnedAway.java
//SOURCES SecurityHeaders.java
package lib.web;
