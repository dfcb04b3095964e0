package lib.http;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.http.EitherRoots.Unvouched;

/**
 * Says in plain words why there is no usable answer, and what mends it.
 */
final class HttpFailures {

    private static final String CHECK_NETWORK =
            "check the network and any firewall; behind a proxy, set HTTPS_PROXY=http://HOST:PORT";
    private static final String CHECK_BETWEEN =
            "check the login URL, and what a proxy or firewall may have put in the way";

    static final String BROKEN = "answer_broken";

    /** How the JDK words it. */
    private static final Pattern REFUSED_BY_PROXY = Pattern.compile("Proxy returns \"HTTP/1\\.[0-9] +([0-9]{3})");

    /** @param thrown what the exchange threw; a {@link Failure} passes through */
    static Failure from(Throwable thrown, URI uri, ProxyRoute route) {
        return switch (thrown) {
            case Failure known -> known;
            case Exchange.NotSent unsent -> notSent(unsent.getCause(), uri, route).from(unsent.getCause());
            default -> noAnswer(thrown, uri).from(thrown);
        };
    }

    static Failure tooSlow(URI uri, Duration timeout) {
        return unreachable("timed_out", "there was no whole answer from " + uri.getHost() + " within "
                + timeout.toSeconds() + " seconds", Fix.of("try again", Fix.terminal("; --timeout allows more time")));
    }

    static Failure interrupted(URI uri) {
        return unreachable("interrupted", "the request to " + uri.getHost() + " was interrupted", "run it again");
    }

    static Failure redirect(HttpAnswer answer) {
        String target = answer.header("location").map(location -> "to " + ServerText.line(bare(location)))
                .orElse("without saying where to");
        return unreachable("redirected", answer.uri().getHost() + " redirects (HTTP " + answer.status() + ") " + target
                + "; nothing was sent there", answer.header("location").flatMap(to -> renamed(answer.uri(), to))
                .map(host -> Fix.of("the org now has another My Domain: give https://" + host + " as ",
                        Input.LOGIN_URL))
                .orElse(Fix.of("give the org's own My Domain as the login URL; a redirect usually means that the "
                        + "login URL is a web page's, or that a proxy wants you to sign in")));
    }

    /** The host at which Salesforce says that the very same address is now: an old My Domain leads to the new one. */
    private static Optional<String> renamed(URI asked, String location) {
        try {
            URI target = new URI(location);
            return SalesforceHost.isAt(target) && !target.getHost().equalsIgnoreCase(asked.getHost())
                    && asked.getPath().equals(target.getPath())
                    ? Optional.of(target.getHost().toLowerCase(Locale.ROOT)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Failure encoded(HttpAnswer answer) {
        return unreachable("answer_encoded", answer.uri().getHost() + " answered in an encoding that "
                + "was not asked for: " + ServerText.line(answer.header("content-encoding").orElse("")),
                "check what stands between this machine and Salesforce: a proxy changes the answers");
    }

    /** Only what may pass by itself is worth repeating: a wrong name, certificate or password stays wrong. */
    private static Failure notSent(Throwable reason, URI uri, ProxyRoute route) {
        return switch (reason) {
            case UnknownHostException unknown -> hostNotFound(unknown instanceof NameServer.Silent, uri, route);
            case SSLException tls -> tls(tls, uri).retryable(brokeOff(tls));
            case SocketTimeoutException slow -> unreachable("timed_out",
                    nextHop(uri, route) + " did not accept a connection within 10 seconds", CHECK_NETWORK)
                    .retryable(true);
            case ConnectException refused -> unreachable("connection_refused",
                    "nothing accepts a connection at " + nextHop(uri, route), CHECK_NETWORK).retryable(true);
            case NoRouteToHostException none -> unreachable("no_route",
                    "the network knows no way to " + nextHop(uri, route), CHECK_NETWORK).retryable(true);
            case SocketException broken -> unreachable("connection_failed",
                    "no connection to " + nextHop(uri, route) + ": " + JdkWords.of(broken), CHECK_NETWORK)
                    .retryable(true);
            default -> {
                Matcher status = REFUSED_BY_PROXY.matcher(String.valueOf(reason.getMessage()));
                yield status.find() ? refusedByProxy(Integer.parseInt(status.group(1)), uri, route)
                        : unreachable("connection_failed", "no connection to " + nextHop(uri, route) + ": "
                                + JdkWords.of(reason), CHECK_NETWORK);
            }
        };
    }

    private static Failure noAnswer(Throwable reason, URI uri) {
        return switch (reason) {
            case Receiver.TooLarge tooLarge -> unreachable("answer_too_large",
                    uri.getHost() + "'s answer is " + tooLarge.getMessage(),
                    "a token endpoint answers briefly: " + CHECK_BETWEEN);
            case SocketTimeoutException silent -> unreachable("timed_out", uri.getHost() + " fell silent in its answer",
                    Fix.of("try again", Fix.terminal("; --timeout allows longer pauses")));
            default -> unreachable(BROKEN,
                    uri.getHost() + " broke off or sent no proper HTTP answer: " + JdkWords.of(reason),
                    CHECK_BETWEEN);
        };
    }

    private static Failure hostNotFound(boolean silent, URI uri, ProxyRoute route) {
        String fix = !route.isStraight() ? "check the proxy's name in HTTPS_PROXY, and this machine's DNS"
                : (silent ? "check this machine's network and DNS, which finds no address for login.salesforce.com "
                        + "either" : "check the spelling of the login URL or My Domain") + "; behind a proxy, set "
                        + "HTTPS_PROXY=http://HOST:PORT";
        return unreachable("host_not_found", "no address was found for " + nextHop(uri, route), fix)
                .retryable(silent);
    }

    private static Failure refusedByProxy(int status, URI uri, ProxyRoute route) {
        if (status == 407) {
            return unreachable("proxy_login", route.proxyName() + (route.login() == null
                    ? " wants a user name and password (HTTP 407)"
                    : " does not take the user name and password in HTTPS_PROXY (HTTP 407)"),
                    "set HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT (percent-encode special characters)");
        }
        return unreachable("proxy_refused", route.proxyName() + " does not connect to " + uri.getHost() + " (HTTP "
                + status + ")", "ask who runs the proxy to let " + uri.getHost() + ":443 through")
                .retryable(status == 502 || status == 503 || status == 504);
    }

    private static Failure tls(SSLException tls, URI uri) {
        String said = String.valueOf(tls.getMessage());
        String detail = JdkWords.of(tls);
        Optional<Throwable> validity = cause(tls, CertificateExpiredException.class)
                .or(() -> cause(tls, CertificateNotYetValidException.class));
        if (validity.isPresent()) {
            return unreachable("tls_untrusted", uri.getHost() + "'s TLS certificate is not valid by this machine's "
                    + "clock: " + JdkWords.of(validity.get()),
                    "check this machine's date and time; if they are right, do not continue: either that "
                            + "server is neglected, or someone is in between");
        }
        if (said.contains("No subject alternative") || said.contains("No name matching")) {
            return unreachable("tls_untrusted", uri.getHost() + "'s TLS certificate is for another host: " + detail,
                    "check the spelling of the login URL; if it is right, someone may be in between: do not continue");
        }
        if (cause(tls, Unvouched.class).orElse(null) instanceof Unvouched unvouched) {
            return unreachable("tls_untrusted", uri.getHost() + "'s TLS certificate is not trusted: " + detail,
                    "if your company inspects TLS, put the certificate of its issuer (" + unvouched.issuer()
                            + ") into the file of --cacert; otherwise someone may be in between: do not continue");
        }
        if (cause(tls, CertificateException.class).isPresent()) {
            return unreachable("tls_untrusted", uri.getHost() + "'s TLS certificate is not trusted: " + detail,
                    Fix.of("if your company inspects TLS, ", Fix.terminal("save its root certificate as PEM and "
                            + "name it with --cacert FILE", "add its root certificate to Java's (keytool "
                            + "-importcert -cacerts -file FILE) and start sfjwt ui again"),
                            "; otherwise someone may be in between: do not continue"));
        }
        if (cause(tls, InvalidAlgorithmParameterException.class).isPresent()) {
            return TrustedRoots.none();
        }
        return unreachable("tls_failed", "no TLS connection with " + uri.getHost() + ": " + detail,
                "check the login URL's host and what stands in between (proxy, TLS inspection)");
    }

    /** Whether the connection ended where an answer, or the rest of it, should have come. */
    static boolean brokeOff(Throwable reason) {
        return cause(reason, EOFException.class).or(() -> cause(reason, SocketException.class)).isPresent();
    }

    /** Before an answer or in the middle of it, for which the JDK has a plain IOException. */
    static boolean endedEarly(Throwable reason) {
        return brokeOff(reason) || reason != null && "Premature EOF".equals(reason.getMessage());
    }

    private static Optional<Throwable> cause(Throwable thrown, Class<?> type) {
        return causes(thrown).filter(type::isInstance).findFirst();
    }

    /** It, what caused it, and so on. */
    static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    /** Whom this machine itself connects to: the host, or the proxy before it. */
    private static String nextHop(URI uri, ProxyRoute route) {
        return route.isStraight() ? uri.getHost() + (uri.getPort() == -1 ? "" : ":" + uri.getPort())
                : route.proxyName();
    }

    /** Without what may be secret: what follows the ? can be a session's, what stands before the @ a password. */
    private static String bare(String url) {
        return url.replaceAll("[?#].*", "").replaceFirst("//[^/]*@", "//");
    }

    private static Failure unreachable(String code, String message, String fix) {
        return unreachable(code, message, Fix.of(fix));
    }

    private static Failure unreachable(String code, String message, Fix fix) {
        return Failure.of(Kind.UNREACHABLE, code, message, fix);
    }
}
