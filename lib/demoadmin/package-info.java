/**
 * The administrator's side of the demo org: what a deploy, a query or a call of Connect REST finds and changes there.
 *
 * <p>{@link lib.demoadmin.AdminSide} answers the calls. A deploy is taken apart ({@code Multipart},
 * {@code ReceivedZip}, {@code Component}), checked field by field and applied to {@code OrgMetadata} whole or not at
 * all ({@code Deploy}); {@code ReceivedQuery} reads what {@code Tables} shows of it. {@link lib.demoadmin.Habits} are
 * the ways in which orgs are known to say no. It checks what it is sent by itself and shares no code with those who
 * send it.
 */
//SOURCES AdminSide.java
//SOURCES Reply.java
//SOURCES Habits.java
//SOURCES Multipart.java
//SOURCES DeployOptions.java
//SOURCES ReceivedZip.java
//SOURCES FlatXml.java
//SOURCES ComponentType.java
//SOURCES Field.java
//SOURCES Component.java
//SOURCES UploadedCertificate.java
//SOURCES Problem.java
//SOURCES Deploy.java
//SOURCES Deployments.java
//SOURCES OrgMetadata.java
//SOURCES AppView.java
//SOURCES Person.java
//SOURCES LoginLog.java
//SOURCES ReceivedQuery.java
//SOURCES Tables.java
//SOURCES Credentials.java
//SOURCES SoapSide.java
package lib.demoadmin;
