/**
 * The login itself, {@link lib.token.GetToken}: the signed assertion, and its exchange for an access token.
 *
 * <p>The flow is RFC 7523 section 2.1 as Salesforce documents it ("OAuth 2.0 JWT Bearer Flow for Server-to-Server
 * Integration").
 */
//SOURCES Claims.java
//SOURCES Assertion.java
//SOURCES TokenEndpoint.java
//SOURCES TokenAnswer.java
//SOURCES InstanceUrl.java
//SOURCES AudienceSearch.java
//SOURCES OldCertificate.java
//SOURCES GetToken.java
//SOURCES LoginCheck.java
package lib.token;
