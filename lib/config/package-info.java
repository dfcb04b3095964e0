/**
 * Which org to log in to, and as whom: flags, environment and jwt.json become one checked {@link lib.config.OrgConfig}
 * in {@link lib.config.ConfigSources}.
 *
 * <p>Flags win over the environment, the environment over the file, in which a profile wins over the top level. Every
 * value remembers where it came from, so that a message can name the place to mend.
 */
//SOURCES LoginUrl.java
//SOURCES PageHost.java
//SOURCES TypedLoginUrl.java
//SOURCES MisspeltScheme.java
//SOURCES LoginUrlCheck.java
//SOURCES Audiences.java
//SOURCES Setting.java
//SOURCES OrgSettings.java
//SOURCES MistakenValue.java
//SOURCES GivenValue.java
//SOURCES OrgConfig.java
//SOURCES Environment.java
//SOURCES Variables.java
//SOURCES FieldNames.java
//SOURCES ConfigEntry.java
//SOURCES JwtJson.java
//SOURCES ConfigSources.java
//SOURCES ConfigPlace.java
//SOURCES SetupConfig.java
//SOURCES RemoveProfile.java
//SOURCES ConfigFiles.java
//SOURCES ManyOrgs.java
//SOURCES ListOrgs.java
//SOURCES ExpiryCalendar.java
//SOURCES LoginsOfKey.java
package lib.config;
