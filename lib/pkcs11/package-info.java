/**
 * Keys that never leave their place: smart cards, YubiKeys, HSMs and SoftHSM, through PKCS#11.
 *
 * <p>{@link lib.pkcs11.TokenUri} names a key (RFC 7512), {@link lib.pkcs11.OpenToken} is the token with it. Java's
 * SunPKCS11 logs in, signs and makes keys. For the rest, {@code NativeModule} calls the token's library: SunPKCS11 does
 * not tell a token's label or serial number, shows nothing before a login, passes over keys without a certificate, and
 * where it stores a certificate it changes the key's identifier to the alias (sun.security.pkcs11.P11KeyStore).
 */
//SOURCES TokenUri.java
//SOURCES ModuleFile.java
//SOURCES Token.java
//SOURCES TokenObject.java
//SOURCES TokenKey.java
//SOURCES FunctionList.java
//SOURCES NativeModule.java
//SOURCES NativeMemory.java
//SOURCES TokenFailures.java
//SOURCES TokenProvider.java
//SOURCES TokenContent.java
//SOURCES Pin.java
//SOURCES TokenLogin.java
//SOURCES OpenToken.java
package lib.pkcs11;
