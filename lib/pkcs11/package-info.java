/**
 * Keys that never leave their place: smart cards, YubiKeys, HSMs and SoftHSM, through PKCS#11.
 *
 * <p>{@link lib.pkcs11.TokenUri} names a key (RFC 7512), {@link lib.pkcs11.OpenToken} is the token it is in. Java's
 * SunPKCS11 logs in, signs and makes keys; {@link lib.pkcs11.NativeModule} looks where SunPKCS11 does not: which tokens
 * there are, and which keys, as Java itself sees no key without a certificate beside it.
 */
//SOURCES TokenUri.java
//SOURCES ModuleFile.java
//SOURCES Token.java
//SOURCES TokenObject.java
//SOURCES TokenKey.java
//SOURCES NativeModule.java
//SOURCES NativeMemory.java
//SOURCES TokenFailures.java
//SOURCES TokenSearch.java
//SOURCES TokenProvider.java
//SOURCES TokenContent.java
//SOURCES Pin.java
//SOURCES RefusedPins.java
//SOURCES OpenToken.java
package lib.pkcs11;
