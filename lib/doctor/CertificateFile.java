package lib.doctor;

import java.security.cert.X509Certificate;
import java.util.List;
import lib.failure.Warning;

/**
 * A certificate and where it is.
 *
 * @param place as people call it: a file, or a key's URI in a token
 * @param size of the file that is uploaded, in bytes
 * @param warnings what its reader noticed, such as a second certificate
 */
record CertificateFile(String place, X509Certificate certificate, int size, List<Warning> warnings) {
}
