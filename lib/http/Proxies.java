package lib.http;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lib.failure.Failure;

/**
 * Finds the proxy for a request: Java's own settings where there are any, else HTTPS_PROXY, ALL_PROXY and NO_PROXY in
 * upper or lower case, as curl reads them. This machine itself is never reached through a proxy.
 */
final class Proxies {

    /** curl's, for every kind of proxy. */
    private static final int DEFAULT_PORT = 1080;

    private final ProxyRoute viaProxy;
    private final List<String> exceptions;

    private Proxies(ProxyRoute viaProxy, List<String> exceptions) {
        this.viaProxy = viaProxy;
        this.exceptions = exceptions;
    }

    /**
     * @throws Failure {@code bad_proxy} for a variable that names no proxy; its value is not shown, it may hold a
     *     password
     */
    static Proxies from(Map<String, String> environment) {
        List<String> exceptions = Arrays.stream(either(environment, "NO_PROXY").split("[,\\s]+"))
                .map(entry -> entry.toLowerCase(Locale.ROOT)).filter(entry -> !entry.isEmpty()).toList();
        for (String name : List.of("HTTPS_PROXY", "ALL_PROXY")) {
            String value = either(environment, name);
            if (!value.isEmpty()) {
                return new Proxies(route(name, value), exceptions);
            }
        }
        return new Proxies(ProxyRoute.STRAIGHT, exceptions);
    }

    ProxyRoute routeTo(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (SalesforceHost.isLoopback(host)) {
            return ProxyRoute.STRAIGHT;
        }
        if (viaProxy.isStraight() || System.getProperty("https.proxyHost") != null) {
            return fromJavaSettings(uri);
        }
        return isExcepted(host, uri.getPort() == -1 ? 443 : uri.getPort()) ? ProxyRoute.STRAIGHT : viaProxy;
    }

    private static ProxyRoute fromJavaSettings(URI uri) {
        return ProxySelector.getDefault().select(uri).stream()
                .filter(choice -> choice.type() != Proxy.Type.DIRECT).findFirst()
                .map(proxy -> new ProxyRoute(proxy, null)).orElse(ProxyRoute.STRAIGHT);
    }

    /** {@code *}, a host, or a domain with or without a leading dot or {@code *.}; each with or without a port. */
    private boolean isExcepted(String host, int port) {
        return exceptions.stream().anyMatch(entry -> {
            String name = entry.replaceFirst(":[0-9]+$", "");
            if (!name.equals(entry) && !entry.endsWith(":" + port)) {
                return false;
            }
            return name.equals("*") || SalesforceHost.isUnder(host, name.replaceFirst("^\\*?\\.", ""));
        });
    }

    private static ProxyRoute route(String name, String value) {
        URI uri = parse(name, value);
        boolean socks = uri.getScheme().toLowerCase(Locale.ROOT).startsWith("socks");
        PasswordAuthentication login = login(uri);
        if (socks && login != null) {
            throw Failure.usage("bad_proxy", name + " names a SOCKS proxy with a user, and sfjwt cannot log in there",
                    "use an HTTP proxy, http://USER:PASSWORD@HOST:PORT, or a SOCKS proxy without a login");
        }
        // an https:// here means "for https" to those who write it; proxies speak plain HTTP until CONNECT
        var address = InetSocketAddress.createUnresolved(uri.getHost(),
                uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort());
        return new ProxyRoute(new Proxy(socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, address), login);
    }

    private static URI parse(String name, String value) {
        try {
            var uri = new URI(value.contains("://") ? value : "http://" + value).parseServerAuthority();
            if (uri.getHost() != null && uri.getPort() <= 65535
                    && uri.getScheme().toLowerCase(Locale.ROOT).matches("https?|socks(4a?|5h?)?")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, without the value
        }
        throw Failure.usage("bad_proxy", name + " does not name a proxy",
                "set it to http://HOST:PORT or http://USER:PASSWORD@HOST:PORT (percent-encode special characters)");
    }

    private static PasswordAuthentication login(URI uri) {
        if (uri.getRawUserInfo() == null) {
            return null;
        }
        String[] parts = uri.getRawUserInfo().split(":", 2);
        return new PasswordAuthentication(decode(parts[0]), decode(parts.length > 1 ? parts[1] : "").toCharArray());
    }

    private static String decode(String text) {
        // a plus is a plus here, unlike in forms
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String either(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "").strip();
        return value.isEmpty() ? environment.getOrDefault(name, "").strip() : value;
    }
}
