/**
 * Files that matter, read and written with care: read whole or refused, written whole or not at all.
 *
 * <p>{@link lib.files.InputFile} reads what a person named, {@link lib.files.SecretFiles} writes what only its owner
 * may read; the others guard both against other users, other runs and a sudden end.
 */
//SOURCES Reason.java
//SOURCES FromFolder.java
//SOURCES SpecialFile.java
//SOURCES FileIdentity.java
//SOURCES OnPath.java
//SOURCES Ownership.java
//SOURCES OwnerOnly.java
//SOURCES PublicFiles.java
//SOURCES HeldFile.java
//SOURCES Draft.java
//SOURCES Backups.java
//SOURCES InputFile.java
//SOURCES Confinement.java
//SOURCES SecretFiles.java
//SOURCES FolderLock.java
//SOURCES Pause.java
//SOURCES RunLock.java
//SOURCES AtExit.java
//SOURCES TemporaryFolder.java
package lib.files;
