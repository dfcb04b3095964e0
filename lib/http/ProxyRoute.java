package lib.http;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;

/**
 * How a request gets to its host: straight, or through a proxy.
 *
 * @param login for this proxy and nobody else, or null
 */
record ProxyRoute(Proxy proxy, PasswordAuthentication login) {

    static final ProxyRoute STRAIGHT = new ProxyRoute(Proxy.NO_PROXY, null);

    boolean isStraight() {
        return proxy.type() == Proxy.Type.DIRECT;
    }

    /** For messages: "the proxy HOST:PORT", without its login. */
    String proxyName() {
        var address = (InetSocketAddress) proxy.address();
        return "the proxy " + address.getHostString() + ":" + address.getPort();
    }
}
