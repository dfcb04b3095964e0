package lib.doctor;

import jakarta.json.JsonArray;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import lib.api.ApiVersion;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.http.HostProbe;
import lib.http.HttpAnswer;
import lib.http.SalesforceHost;
import lib.http.ServerText;
import lib.refusal.ClockSkew;

/**
 * Whether the login host can be reached, who answers there, and what time it is at Salesforce.
 */
final class NetworkChecks {

    /** What comes after a connection was made: the host was reached, and said something odd. */
    private static final Set<String> ANSWERED = Set.of("redirected", "answer_encoded", "answer_too_large",
            "answer_broken");
    private static final Fix CHECK_BETWEEN = Fix.of("check ", Input.LOGIN_URL,
            ", and what a proxy or captive portal may have put in its way");

    static final String CLOCK = "clock";

    static final List<Check> CHECKS = List.of(
            new Check("proxy", Phase.NETWORK, NetworkChecks::proxy),
            new Check("dns", Phase.NETWORK, Input.LOGIN_URL, NetworkChecks::dns),
            new Check("connection", Phase.NETWORK, NetworkChecks::connection),
            new Check("api versions", Phase.NETWORK, NetworkChecks::versions),
            new Check(CLOCK, Phase.NETWORK, NetworkChecks::clock));

    private static Finding proxy(Evidence evidence) {
        URI uri = evidence.need(Fact.CONFIG).loginUrl().uri();
        return Finding.ok(proxyTo(uri, evidence).map(proxy -> "requests go through the proxy " + proxy)
                .orElse("none in use"));
    }

    private static Optional<String> proxyTo(URI uri, Evidence evidence) {
        return new HostProbe(evidence.request().http()).proxy(uri);
    }

    private static Finding dns(Evidence evidence) {
        URI uri = evidence.need(Fact.CONFIG).loginUrl().uri();
        if (proxyTo(uri, evidence).isPresent()) {
            return Finding.skipped("needs a way without a proxy, which looks up the name itself");
        }
        if (SalesforceHost.isLoopback(uri.getHost())) {
            return Finding.ok(uri.getHost() + " is this machine");
        }
        InetAddress[] addresses = lookUp(uri.getHost(), evidence.request().http().timeout());
        return Finding.ok(uri.getHost() + " is " + Arrays.stream(addresses).limit(3).map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", ")) + (addresses.length > 3 ? ", …" : ""));
    }

    /** In a thread of its own, as Java gives a lookup no time limit. */
    static InetAddress[] lookUp(String host, Duration timeout) {
        var lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
        Thread.ofVirtual().start(lookup);
        try {
            return lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw notFound(host, "timed_out", "the name server did not answer about " + host + " in time");
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof UnknownHostException ? "" : ": " + e.getCause().getMessage();
            throw notFound(host, "host_not_found", "no address was found for " + host + why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notFound(host, "interrupted", "the lookup of " + host + " was interrupted");
        }
    }

    private static Failure notFound(String host, String code, String message) {
        return Failure.of(Kind.UNREACHABLE, code, message, Fix.of("check the spelling of " + host + " in ",
                Input.LOGIN_URL, ", and this machine's DNS; behind a proxy, set HTTPS_PROXY=http://HOST:PORT"));
    }

    private static Finding connection(Evidence evidence) {
        URI login = evidence.need(Fact.CONFIG).loginUrl().uri();
        URI uri = URI.create(login + ApiVersion.LIST);
        try {
            evidence.add(Fact.VERSIONS_ANSWER, evidence.repeated(() -> evidence.http().get(uri, null)));
        } catch (Failure failure) {
            if (failure.code().equals("tls_untrusted")) {
                return untrusted(failure, uri, evidence);
            }
            if (!ANSWERED.contains(failure.code())) {
                throw failure;
            }
            evidence.add(Fact.ODD_ANSWER, failure);
        }
        evidence.add(Fact.CONNECTION, login);
        return uri.getScheme().equals("https") ? trusted(uri, evidence)
                : Finding.ok("made; plain http, as it is on this machine");
    }

    private static Finding untrusted(Failure failure, URI uri, Evidence evidence) {
        List<X509Certificate> chain = new HostProbe(evidence.request().http()).certificates(uri);
        if (chain.isEmpty()) {
            throw failure;
        }
        Issuer issuer = Issuer.of(chain);
        return Finding.failed(failure.code(), failure.getMessage() + "; it was issued by " + issuer.name()
                + (issuer.publicCa() ? "" : ", which is not a CA that Salesforce is known to use: TLS is probably "
                        + "inspected on the way"), failure.fix());
    }

    private static Finding trusted(URI uri, Evidence evidence) {
        List<X509Certificate> chain = new HostProbe(evidence.request().http()).certificates(uri);
        if (chain.isEmpty()) {
            return Finding.ok("made, with TLS");
        }
        Issuer issuer = Issuer.of(chain);
        return issuer.publicCa() ? Finding.ok("made; TLS certificate issued by " + issuer.name())
                : Finding.warning("tls_inspected", "the TLS certificate is trusted here, but was issued by "
                        + issuer.name() + ", which is not a CA that Salesforce is known to use: somebody may read on "
                        + "the way what you send and receive", "ask the people who run this network whether it "
                        + "inspects TLS; if it does not, do not log in from here");
    }

    private static Finding versions(Evidence evidence) {
        evidence.need(Fact.CONNECTION);
        evidence.find(Fact.ODD_ANSWER).ifPresent(failure -> {
            throw failure;
        });
        HttpAnswer answer = evidence.need(Fact.VERSIONS_ANSWER);
        if (answer.status() == 200 && answer.json().orElse(null) instanceof JsonArray list) {
            Optional<ApiVersion> newest = ApiVersion.newest(list);
            if (newest.isPresent()) {
                evidence.add(Fact.VERSION, newest.get());
                String label = ServerText.line(newest.get().label());
                return Finding.ok("newest is " + newest.get().number() + (label.isBlank() ? "" : " (" + label + ")"));
            }
        }
        String seen = ApiVersion.LIST + " gives HTTP " + answer.status() + ", "
                + (answer.isJson() ? "no list of versions" : "no JSON");
        return answer.status() == 200
                ? Finding.failed("not_salesforce", seen + "; that is not how Salesforce answers", CHECK_BETWEEN)
                : Finding.warning("versions_missing", seen, CHECK_BETWEEN);
    }

    private static Finding clock(Evidence evidence) {
        Optional<Duration> ahead = evidence.need(Fact.VERSIONS_ANSWER).clockAhead();
        if (ahead.isEmpty()) {
            return Finding.skipped("needs a Date header in the answer");
        }
        evidence.add(Fact.CLOCK_AHEAD, ahead.get());
        return ClockSkew.in(evidence.need(Fact.VERSIONS_ANSWER))
                .map(skew -> Finding.failed("clock_skew", skew.sentence(), skew.fix()))
                .orElseGet(() -> Finding.ok("agrees with the server's to the minute"));
    }
}
