package lib.doctor;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import lib.failure.Warning;

/**
 * A certificate and the file that it is in.
 *
 * @param size the file's, in bytes
 * @param warnings what its reader noticed, such as a second certificate
 */
record CertificateFile(Path path, X509Certificate certificate, int size, List<Warning> warnings) {
}
