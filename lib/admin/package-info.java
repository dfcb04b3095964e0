/**
 * An administrator's eyes on an org: a session that somebody else began, and what can be asked with it.
 *
 * <p>{@link lib.admin.AdminSource} says where the session comes from; its token is held in memory, sent to its own org,
 * and neither stored nor shown. {@link lib.admin.AdminSession} makes the calls; the rest is what they find:
 * {@link lib.admin.OrgFacts}, {@link lib.admin.OrgUser}, {@link lib.admin.AppInOrg}, {@link lib.admin.LoginAttempt},
 * {@link lib.admin.LoginLimits}.
 */
//SOURCES AdminToken.java
//SOURCES SfCli.java
//SOURCES AdminSource.java
//SOURCES AdminSession.java
//SOURCES Soql.java
//SOURCES OrgFacts.java
//SOURCES PermissionSetGroups.java
//SOURCES OrgUser.java
//SOURCES MetadataSoap.java
//SOURCES MadeBySfjwt.java
//SOURCES AppInOrg.java
//SOURCES ConsumerKeys.java
//SOURCES AppSettings.java
//SOURCES LoginAttempt.java
//SOURCES LoginLimits.java
package lib.admin;
