/**
 * Files that matter, read and written with care: read whole or refused, written whole or not at all.
 */
//SOURCES Reason.java
//SOURCES FromFolder.java
//SOURCES SpecialFile.java
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
