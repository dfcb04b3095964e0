/**
 * Keys and certificates: made, read, checked.
 *
 * <p>{@link lib.keys.PrivateKeys} reads an RSA key from where it is, in any of the {@code KeyForms};
 * {@link lib.keys.WeakKeys} refuses the keys that anyone can compute, {@link lib.keys.KeyCheck} proves the others;
 * {@link lib.keys.Certificates} reads certificates. The two operations, {@link lib.keys.GenerateCerts} and
 * {@link lib.keys.VerifyKey}, are built from these. Keys in tokens are {@link lib.pkcs11}'s. Only encrypted keys and
 * new certificates need BouncyCastle; reading a plain key loads none of it, and neither key stores nor PKCS#11, which
 * keeps get-token quick.
 */
//SOURCES Passphrase.java
//SOURCES Fingerprint.java
//SOURCES Named.java
//SOURCES Pem.java
//SOURCES PastedKey.java
//SOURCES KeySource.java
//SOURCES Alias.java
//SOURCES Der.java
//SOURCES Shape.java
//SOURCES NotAKey.java
//SOURCES SigningKey.java
//SOURCES KeyForms.java
//SOURCES PrivateKeys.java
//SOURCES GuessablePrimes.java
//SOURCES WeakKeys.java
//SOURCES RsaKey.java
//SOURCES OpenSshKey.java
//SOURCES JsonWebKey.java
//SOURCES KeyStores.java
//SOURCES Pkcs12Cost.java
//SOURCES KeyCheck.java
//SOURCES KdfCost.java
//SOURCES EncryptedKeys.java
//SOURCES Certificates.java
//SOURCES Validity.java
//SOURCES OwnCertificate.java
//SOURCES Subject.java
//SOURCES SubjectChanges.java
//SOURCES SelfSigned.java
//SOURCES KeyToCertify.java
//SOURCES CertsProgress.java
//SOURCES GenerateCerts.java
//SOURCES ExistingPair.java
//SOURCES Renewal.java
//SOURCES VerifyKey.java
package lib.keys;
