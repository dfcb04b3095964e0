package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import lib.failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that the proxy variables take. */
class ProxiesTest {

    private static final URI ORG = URI.create("https://acme.my.salesforce.com/services/oauth2/token");

    private static ProxyRoute route(Map<String, String> environment) {
        return Proxies.from(environment).routeTo(ORG);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, HTTP, the proxy proxy.example:3128",
        "HTTP://proxy.example:3128, HTTP, the proxy proxy.example:3128",
        "https://proxy.example:3128/, HTTP, the proxy proxy.example:3128",
        "proxy.example:3128, HTTP, the proxy proxy.example:3128",
        "'  proxy.example  ', HTTP, the proxy proxy.example:1080",
        "http://[2001:db8::1]:3128, HTTP, the proxy [2001:db8::1]:3128",
        "socks5://proxy.example:9050, SOCKS, the proxy proxy.example:9050",
        "SOCKS5H://proxy.example, SOCKS, the proxy proxy.example:1080",
    })
    void a_variable_names_a_proxy(String value, Proxy.Type type, String name) {
        ProxyRoute route = route(Map.of("HTTPS_PROXY", value));
        assertEquals(type, route.proxy().type());
        assertEquals(name, route.proxyName());
        assertNull(route.login());
    }

    @Test
    void a_login_is_percent_decoded_and_a_plus_is_a_plus() {
        ProxyRoute route = route(Map.of("HTTPS_PROXY", "http://us%40er:p+%3A%2F:x@proxy.example:3128"));
        assertEquals("us@er", route.login().getUserName());
        assertEquals("p+:/:x", new String(route.login().getPassword()));
        assertFalse(route.toString().contains("p+"), route::toString);
        assertEquals("", new String(route(Map.of("ALL_PROXY", "http://me@proxy.example")).login().getPassword()));
    }

    @Test
    void the_more_exact_variable_wins_and_lower_case_over_upper_case() {
        for (var environment : List.of(
                Map.of("ALL_PROXY", "http://b:1", "HTTPS_PROXY", "http://a:1"),
                Map.of("HTTPS_PROXY", "http://b:1", "https_proxy", "http://a:1"),
                Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", " "))) {
            assertEquals("the proxy a:1", route(environment).proxyName());
        }
        assertEquals(ProxyRoute.STRAIGHT, route(Map.of("HTTPS_PROXY", "", "HTTP_PROXY", "http://b:1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://user:secret@", "http://us er:secret@proxy.example", "://secret",
            "ftp://user:secret@proxy.example:21", "http://user:secret@proxy.example:99999",
            "http://user:se#cret@proxy.example:3128", "http://user:secret%zz@proxy.example",
            "socks5://user:secret@proxy.example"})
    void what_names_no_usable_proxy_is_refused_without_showing_it(String value) {
        Failure failure = assertThrows(Failure.class, () -> Proxies.from(Map.of("ALL_PROXY", value)));
        assertEquals(Kind.USAGE, failure.kind());
        assertEquals("bad_proxy", failure.code());
        assertEquals("ALL_PROXY", failure.getMessage().split(" ")[0]);
        assertFalse((failure.getMessage() + failure.fix()).contains("secret"), failure::getMessage);
        assertNull(failure.getCause(), "its message would show the value");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*|true", "acme.my.salesforce.com|true", "ACME.my.salesforce.com|true", ".salesforce.com|true",
        "salesforce.com|true", "*.salesforce.com|true", "my.salesforce.com:443|true", "a.example, .salesforce.com|true",
        "a.example salesforce.com|true", "salesforce.com:8443|false", "force.com|false", "esforce.com|false",
        "other.my.salesforce.com|false", "localhost,127.0.0.1,::1,10.0.0.0/8|false", ".|false", ",|false", "''|false"})
    void a_host_can_be_excepted(String noProxy, boolean excepted) {
        assertEquals(excepted, route(Map.of("HTTPS_PROXY", "http://a:1", "NO_PROXY", noProxy)).isStraight());
        assertEquals(excepted, route(Map.of("https_proxy", "http://a:1", "no_proxy", noProxy)).isStraight());
    }
}
