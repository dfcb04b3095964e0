package lib.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.text.Untrusted;

/**
 * Says in plain words why there is no usable answer, and what mends it.
 */
final class HttpFailures {

    private static final String CHECK_NETWORK = "check the network and any firewall; behind a proxy, set HTTPS_PROXY";

    private HttpFailures() {
    }

    /** @param thrown what the exchange threw; a {@link Failure} passes through */
    static Failure from(Throwable thrown, URI uri, Proxy proxy) {
        if (thrown instanceof Failure known) {
            return known;
        }
        boolean sent = !(thrown instanceof Http.NotSent);
        Throwable reason = sent ? thrown : thrown.getCause();
        Failure failure = switch (reason) {
            case Http.AnswerTooLarge tooLarge -> unreachable("answer_too_large", uri.getHost() + "'s answer is "
                    + tooLarge.getMessage(), "this is no token endpoint: check the login URL, and what a proxy put in its way");
            case UnknownHostException unknown -> unreachable("host_not_found", "there is no host " + hostOf(unknown, uri)
                    + " to be found", "check the spelling of the login URL or My Domain, and this machine's DNS");
            case SSLException tls -> tls(tls, uri);
            case SocketTimeoutException slow -> unreachable("timed_out", uri.getHost() + (sent
                    ? " did not answer in time" : " did not accept a connection within 10 seconds"), CHECK_NETWORK);
            case ConnectException refused -> unreachable("connection_refused", "nothing accepts a connection at "
                    + at(uri, proxy), CHECK_NETWORK);
            case NoRouteToHostException none -> unreachable("no_route", "there is no way to " + at(uri, proxy), CHECK_NETWORK);
            default -> other(reason, uri, sent);
        };
        return failure.from(reason).retryable(!sent && isWorthRepeating(reason));
    }

    static Failure tooSlow(URI uri, Duration timeout) {
        return unreachable("timed_out", uri.getHost() + " did not finish its answer within " + timeout.toSeconds()
                + " seconds", "try again; --timeout allows more time");
    }

    static Failure interrupted(URI uri) {
        return unreachable("interrupted", "the request to " + uri.getHost() + " was interrupted", "run it again");
    }

    static Failure redirect(HttpAnswer answer) {
        String target = answer.header("location").map(Untrusted::line).map(HttpFailures::withoutQuery).orElse("nowhere");
        return unreachable("redirected", answer.uri().getHost() + " redirects (HTTP " + answer.status() + ") to " + target
                + "; the signed assertion was not sent there",
                "give the org's own My Domain as the login URL; a redirect usually means that the login URL is a web "
                        + "page's, or that a proxy wants you to sign in");
    }

    static Failure encoded(HttpAnswer answer) {
        return unreachable("answer_encoded", answer.uri().getHost() + " answered in an encoding that was not asked for ("
                + Untrusted.line(answer.header("content-encoding").orElse("")) + ")",
                "check what stands between this machine and Salesforce: a proxy changes the answers");
    }

    static Failure proxyWantsLogin(URI uri) {
        return unreachable("proxy_login", "the proxy on the way to " + uri.getHost() + " wants a user name and password "
                + "(HTTP 407)", "set HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT (percent-encode special characters)");
    }

    private static Failure tls(SSLException tls, URI uri) {
        String detail = Untrusted.line(String.valueOf(tls.getMessage()));
        if (has(tls, CertificateException.class) || detail.contains("PKIX")) {
            return unreachable("tls_untrusted", uri.getHost() + "'s TLS certificate is not trusted: " + detail,
                    "if your company inspects TLS, save its root certificate as PEM and name it with --cacert FILE; "
                            + "otherwise someone may be in between: do not continue");
        }
        return unreachable("tls_failed", "no TLS connection with " + uri.getHost() + ": " + detail,
                "check the login URL's host and what stands in between (proxy, TLS inspection)");
    }

    private static Failure other(Throwable reason, URI uri, boolean sent) {
        String detail = Untrusted.line(String.valueOf(reason.getMessage()));
        if (detail.contains("Proxy returns \"HTTP/1.1 407") || detail.contains("Proxy returns \"HTTP/1.0 407")) {
            return proxyWantsLogin(uri);
        }
        return unreachable(sent ? "answer_broken" : "connection_failed", (sent
                ? uri.getHost() + " broke off or sent no proper HTTP answer: " : "no connection to " + uri.getHost() + ": ")
                + detail, CHECK_NETWORK);
    }

    /** A wrong name or certificate stays wrong; a server that is just starting, or a DNS server out of breath, does not. */
    private static boolean isWorthRepeating(Throwable reason) {
        return switch (reason) {
            case UnknownHostException unknown -> String.valueOf(unknown.getMessage()).contains("Temporary failure");
            case SSLException tls -> false;
            case ConnectException refused -> true;
            case NoRouteToHostException none -> true;
            case SocketTimeoutException slow -> true;
            default -> false;
        };
    }

    private static boolean has(Throwable thrown, Class<?> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String hostOf(UnknownHostException unknown, URI uri) {
        // behind a proxy the unknown host is the proxy's
        String message = String.valueOf(unknown.getMessage());
        return message.contains(uri.getHost()) || !message.matches("[A-Za-z0-9.-]+(:.*)?") ? uri.getHost()
                : Untrusted.line(message.replaceAll(":.*", ""));
    }

    private static String at(URI uri, Proxy proxy) {
        return proxy == Proxy.NO_PROXY ? uri.getHost() + (uri.getPort() == -1 ? "" : ":" + uri.getPort())
                : "the proxy " + proxy.address();
    }

    /** What follows the ? may be a session's secret. */
    private static String withoutQuery(String url) {
        return url.replaceAll("[?#].*", "");
    }

    private static Failure unreachable(String code, String message, String fix) {
        return Failure.of(Kind.UNREACHABLE, code, message, fix);
    }
}
