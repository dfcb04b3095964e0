/**
 * The agent: one process that holds the orgs' keys and tokens in memory, and answers every other process of this user
 * in milliseconds, over HTTP on a Unix domain socket.
 *
 * <p>{@link lib.agent.Agent} holds the orgs and their tokens, {@link lib.agent.AgentServer} answers for it, and
 * {@link lib.agent.OrgDoor} passes calls on to an org with the token put in. {@link lib.agent.AgentPlace} says where
 * the socket is, and {@link lib.agent.AgentClient} asks what listens there.
 */
//DEPS io.prometheus:prometheus-metrics-core:1.3.10
//DEPS io.prometheus:prometheus-metrics-exposition-textformats:1.3.10
//SOURCES AgentPlace.java
//SOURCES AgentOrg.java
//SOURCES HeldToken.java
//SOURCES Agent.java
//SOURCES AgentMetrics.java
//SOURCES TokenForm.java
//SOURCES OrgCall.java
//SOURCES OrgDoor.java
//SOURCES AgentAnswers.java
//SOURCES AgentServer.java
//SOURCES AgentClient.java
//SOURCES StartAgent.java
package lib.agent;
