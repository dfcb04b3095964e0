/**
 * The login itself: the signed assertion, its exchange for an access token, and what Salesforce's refusals mean.
 *
 * <p>The flow is RFC 7523 section 2.1 as Salesforce documents it ("OAuth 2.0 JWT Bearer Flow for Server-to-Server
 * Integration").
 */
//SOURCES Claims.java
//SOURCES Assertion.java
//SOURCES TokenEndpoint.java
//SOURCES TokenAnswer.java
//SOURCES InstanceUrl.java
//SOURCES ClockSkew.java
//SOURCES Refusal.java
//SOURCES Refusals.java
//SOURCES Fixes.java
//SOURCES Stage.java
//SOURCES Explanation.java
//SOURCES AudienceSearch.java
//SOURCES GetToken.java
package lib.token;
