/**
 * Files that matter, read and written with care: read whole or refused, written whole or not at all.
 */
//SOURCES InputFile.java
//SOURCES Confinement.java
//SOURCES SecretFiles.java
//SOURCES CacheFiles.java
//SOURCES TemporaryFolder.java
//SOURCES Drafts.java
//SOURCES OwnerOnly.java
package lib.files;
