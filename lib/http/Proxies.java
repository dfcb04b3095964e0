package lib.http;

import java.net.Authenticator;
import java.net.HttpURLConnection;
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

    private final Proxy proxy;
    private final PasswordAuthentication login;
    private final List<String> exceptions;

    private Proxies(Proxy proxy, PasswordAuthentication login, List<String> exceptions) {
        this.proxy = proxy;
        this.login = login;
        this.exceptions = exceptions;
    }

    /** @throws Failure {@code bad_proxy} for a variable that names no proxy; its value is not shown, it may hold a password */
    static Proxies from(Map<String, String> environment) {
        List<String> exceptions = Arrays.stream(either(environment, "NO_PROXY").split("[,\\s]+"))
                .map(entry -> entry.toLowerCase(Locale.ROOT)).filter(entry -> !entry.isEmpty()).toList();
        for (String name : List.of("HTTPS_PROXY", "ALL_PROXY")) {
            String value = either(environment, name);
            if (!value.isEmpty()) {
                URI uri = parse(name, value);
                boolean socks = uri.getScheme().startsWith("socks");
                // an https:// here means "for https" to those who write it; proxies speak plain HTTP until CONNECT
                int port = uri.getPort() != -1 ? uri.getPort() : socks ? 1080 : 8080;
                var address = InetSocketAddress.createUnresolved(uri.getHost(), port);
                return new Proxies(new Proxy(socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, address), login(uri), exceptions);
            }
        }
        return new Proxies(Proxy.NO_PROXY, null, exceptions);
    }

    Proxy forUri(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (SalesforceHost.isLoopback(host)) {
            return Proxy.NO_PROXY;
        }
        if (proxy == Proxy.NO_PROXY || System.getProperty("https.proxyHost") != null) {
            return fromJava(uri);
        }
        return isExcepted(host, uri.getPort() == -1 ? 443 : uri.getPort()) ? Proxy.NO_PROXY : proxy;
    }

    /** Lets the connection log in to the proxy with the user and password of the variable; nowhere else. */
    void authenticate(HttpURLConnection connection) {
        if (login == null) {
            return;
        }
        // off by default since JDK 8u111; without it HTTPS cannot pass a proxy that wants Basic
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        connection.setAuthenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY ? login : null;
            }
        });
    }

    private static Proxy fromJava(URI uri) {
        return ProxySelector.getDefault().select(uri).stream()
                .filter(choice -> choice.type() != Proxy.Type.DIRECT).findFirst().orElse(Proxy.NO_PROXY);
    }

    /** {@code *}, a host, or a domain with or without a leading dot or {@code *.}; each with or without a port. */
    private boolean isExcepted(String host, int port) {
        return exceptions.stream().anyMatch(entry -> {
            String name = entry.replaceFirst(":[0-9]+$", "");
            if (!name.equals(entry) && !entry.endsWith(":" + port)) {
                return false;
            }
            String domain = name.replaceFirst("^\\*?\\.", "");
            return name.equals("*") || host.equals(domain) || host.endsWith("." + domain);
        });
    }

    private static URI parse(String name, String value) {
        try {
            var uri = new URI(value.contains("://") ? value : "http://" + value).parseServerAuthority();
            if (uri.getHost() != null && uri.getScheme().toLowerCase(Locale.ROOT).matches("https?|socks(4a?|5h?)?")) {
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
