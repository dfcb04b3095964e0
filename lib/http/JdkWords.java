package lib.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the JDK says of a connection that failed, in words for people; what is not known here stays as it is.
 */
final class JdkWords {

    private record Saying(Pattern jdk, String ours) {
    }

    private static final List<Saying> SAYINGS = List.of(
            saying("(?i)Premature EOF.*", "the answer broke off in the middle"),
            saying("(?i)Unexpected end of file from server.*", "the connection was closed without an answer"),
            saying("(?i)Invalid Http response.*", "the answer is not HTTP"),
            saying("(?i)(?:Bogus chunk size|missing CR/?LF|Chunk header too long|Malformed trailer|LF should be).*",
                    "the answer's parts (chunks) are damaged"),
            saying("(?i)(?:Header size too big|Too many headers|Number of headers).*", "the answer's head is too long"),
            saying("(?i)Illegal character.*in message header.*", "the answer's head has a character that no head has"),
            saying("(?i)(?:Error writing (?:request body )?to server|Stream (?:is )?closed).*",
                    "the connection was closed while the request was on its way"),
            saying("(?i)Connection refused.*", "nothing accepts a connection there"),
            saying("(?i)Unsupported or unrecognized SSL message.*", "what answers there does not speak TLS"),
            saying("(?i)Remote host (?:terminated the handshake|closed connection during handshake).*",
                    "the connection was closed during the TLS handshake"),
            saying("(?i)SSL peer shut down incorrectly.*", "the connection was closed during the TLS handshake"),
            saying("(?i)(?:Received fatal alert: protocol_version|The server selected protocol version \\w+ is not "
                    + "accepted).*", "the other side speaks no TLS as new as 1.2, which is needed"),
            saying("(?i).*Received fatal alert: (\\w+).*", "the other side ended the handshake (TLS alert $1)"),
            saying("(?i).*unable to find valid certification path.*",
                    "no root certificate that is trusted here vouches for it"),
            saying("(?i).*Path does not chain with any of the trust anchors.*",
                    "no root certificate that is trusted here vouches for it"),
            saying("(?i)No subject alternative (?:DNS|IP address)?\\s*names? "
                    + "(?:present|matching (?:IP address )?(\\S+) found).*", "it does not name the host $1"),
            saying("(?i)No name matching (\\S+) found.*", "it does not name the host $1"),
            saying("(?i)NotAfter: (.*)", "it ended on $1"),
            saying("(?i)NotBefore: (.*)", "it begins on $1"),
            saying("(?i)(?:Connection reset(?: by peer)?|Broken pipe).*", "the connection was cut off"),
            saying("(?i)Network is unreachable.*", "the network is not reachable"),
            saying("(?i)Read timed out.*", "nothing came for too long"));

    /** The message of the failure or of what caused it, on one line. */
    static String of(Throwable reason) {
        String message = reason.getMessage();
        if (message == null) {
            return reason.getCause() == null || reason.getCause() == reason ? "the connection failed"
                    : of(reason.getCause());
        }
        String said = message.strip().replaceFirst("^\\([a-z_]+\\) ", ""); // the alert that the JDK sends
        for (Saying saying : SAYINGS) {
            Matcher matcher = saying.jdk().matcher(said);
            if (matcher.matches()) {
                return ServerText.line(matcher.replaceAll(saying.ours().replace("$1",
                        matcher.groupCount() == 0 || matcher.group(1) == null ? "" : "$1")).strip());
            }
        }
        return ServerText.line(said);
    }

    private static Saying saying(String jdk, String ours) {
        return new Saying(Pattern.compile(jdk), ours);
    }
}
