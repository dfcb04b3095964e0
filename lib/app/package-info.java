/**
 * The External Client App, made without Setup: from an administrator's session to a login that works, and from there to
 * files for git, to a report, and to a new key.
 *
 * <p>{@link lib.app.AppDesign} is the app as data; {@code MetadataFile}, {@code DeployZip} and {@code MetadataDeploy}
 * bring it to the org. {@link lib.app.CreateApp} goes the whole way, {@link lib.app.AppFiles} writes a source
 * project, {@link lib.app.AppStatus} compares, {@link lib.app.Rotate} replaces the key: {@code Rotation} has its steps,
 * {@code RotatingConfig} keeps them in jwt.json, {@code RotatedApp} talks to the org.
 */
//SOURCES AppName.java
//SOURCES Scope.java
//SOURCES IpRelaxation.java
//SOURCES Access.java
//SOURCES MetadataFile.java
//SOURCES AppDesign.java
//SOURCES DeployZip.java
//SOURCES DeployBody.java
//SOURCES DeployFailures.java
//SOURCES MetadataDeploy.java
//SOURCES Deployer.java
//SOURCES KeyPair.java
//SOURCES PermissionSets.java
//SOURCES LocalConfig.java
//SOURCES CreateCommand.java
//SOURCES FirstLogin.java
//SOURCES CreateApp.java
//SOURCES Survey.java
//SOURCES Creation.java
//SOURCES AppStatus.java
//SOURCES AppLook.java
//SOURCES AppCertificate.java
//SOURCES LoginsWithKey.java
//SOURCES RotatingConfig.java
//SOURCES RetiredKey.java
//SOURCES Rotate.java
//SOURCES RotatedApp.java
//SOURCES Rotation.java
//SOURCES AppFiles.java
package lib.app;
