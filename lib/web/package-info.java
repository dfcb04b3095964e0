/**
 * The web server under the dashboard and the demo org: on loopback only, and for a neighbour's program neither to read
 * nor to lock.
 *
 * <p>{@link lib.web.LoopbackServer} is the server; {@link lib.web.Connections} watches how long each client keeps it
 * waiting, and {@link lib.web.Caller} asks where a request comes from.
 */
//SOURCES LoopbackServer.java
//SOURCES Patience.java
//SOURCES Connections.java
//SOURCES Connection.java
//SOURCES AwaitedContext.java
//SOURCES RequestBody.java
//SOURCES Caller.java
//SOURCES TurnedAway.java
//SOURCES SecurityHeaders.java
package lib.web;
