import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What all contestants talk to: a token endpoint on loopback that checks the signature of an assertion and answers with
 * a worthless token, and the few calls that the Salesforce CLI makes after its login. TLS 1.3 only, so that each
 * handshake is the same work.
 *
 * <p>{@code java StandIn.java FOLDER} serves by itself until its stdin ends; FOLDER is what {@code keys.sh} made.
 */
final class StandIn implements AutoCloseable {

    static final String CONSUMER_KEY = "3MVG9BENCH.consumer.key.of.no.org";
    static final String DOMAIN = "@stand-in.example";
    static final String USERNAME = "bench" + DOMAIN;
    static final String API = "66.0";

    private static final String USER_ID = "005000000000001AAA";
    private static final String ORG_ID = "00D000000000001AAA";
    private static final String TOKEN = "00D000000000001!AQ" + "x".repeat(94);
    private static final Pattern ASSERTION = Pattern.compile("(?:^|&)assertion=([^&]+)");
    private static final Base64.Decoder BASE64URL = Base64.getUrlDecoder();

    private final HttpsServer server;
    private final PublicKey key;
    private final AtomicLong logins = new AtomicLong();

    private StandIn(HttpsServer server, PublicKey key) {
        this.server = server;
        this.key = key;
    }

    public static void main(String[] arguments) throws Exception {
        try (var standIn = start(Path.of(arguments[0]))) {
            System.out.println(standIn.url());
            System.in.transferTo(System.err);
        }
    }

    static StandIn start(Path folder) throws IOException, GeneralSecurityException {
        // without it each answer waits for a delayed ACK, up to 40 ms, whoever asks
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1024);
        SSLContext tls = tls(folder.resolve("standin.p12"));
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                var chosen = tls.getDefaultSSLParameters();
                chosen.setProtocols(new String[] {"TLSv1.3"});
                parameters.setSSLParameters(chosen);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Files.readAllBytes(folder.resolve("server.pub"))));
        var standIn = new StandIn(server, key);
        server.createContext("/", standIn::answer);
        server.start();
        return standIn;
    }

    String url() {
        return "https://localhost:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many tokens were given out so far. */
    long logins() {
        return logins.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static SSLContext tls(Path store) throws IOException, GeneralSecurityException {
        char[] password = "bench".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        switch (path) {
            case "/services/oauth2/token" -> token(exchange, body);
            case "/services/oauth2/userinfo" -> send(exchange, 200, """
                    {"sub":"%s/id/%s/%s","user_id":"%3$s","organization_id":"%2$s","preferred_username":"%s",\
                    "name":"Bench"}""".formatted(url(), ORG_ID, USER_ID, USERNAME));
            case "/services/data", "/services/data/" -> send(exchange, 200, """
                    [{"label":"Spring '26","url":"/services/data/v%1$s","version":"%1$s"}]""".formatted(API));
            default -> record(exchange, path);
        }
    }

    private void token(HttpExchange exchange, String form) throws IOException {
        var assertion = ASSERTION.matcher(form);
        if (!assertion.find() || !isSigned(URLDecoder.decode(assertion.group(1), StandardCharsets.US_ASCII))) {
            send(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"invalid assertion\"}");
            return;
        }
        logins.incrementAndGet();
        send(exchange, 200, """
                {"access_token":"%s","scope":"api web refresh_token","instance_url":"%s","id":"%2$s/id/%s/%s",\
                "token_type":"Bearer"}""".formatted(TOKEN, url(), ORG_ID, USER_ID));
    }

    /** Whether our app's key has signed it for one of our users; time and audience are each contestant's own affair. */
    private boolean isSigned(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            String claims = new String(BASE64URL.decode(parts[1]), StandardCharsets.UTF_8);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(BASE64URL.decode(parts[2])) && claims.contains(CONSUMER_KEY)
                    && claims.contains(DOMAIN);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }

    /** What the Salesforce CLI asks for after its login, in whichever version of the API: its user and its org. */
    private void record(HttpExchange exchange, String path) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (path.matches("/services/data/v[0-9.]+/sobjects/User/" + USER_ID)) {
            send(exchange, 200, """
                    {"Id":"%s","Username":"%s","Name":"Bench"}""".formatted(USER_ID, USERNAME));
        } else if (path.endsWith("/query") && query.endsWith("FROM Organization")) {
            send(exchange, 200, """
                    {"totalSize":1,"done":true,"records":[{"Name":"Bench","InstanceName":"BENCH1","IsSandbox":false,\
                    "TrialExpirationDate":null,"NamespacePrefix":null,"OrganizationType":"Enterprise Edition"}]}""");
        } else if (path.endsWith("/query")) { // scratch orgs and sandboxes, which an org that is no Dev Hub knows not
            send(exchange, 400, "[{\"errorCode\":\"INVALID_TYPE\",\"message\":\"sObject type is not supported\"}]");
        } else {
            System.err.println("the stand-in was asked for what it has not: " + exchange.getRequestURI());
            send(exchange, 404, "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"not here\"}]");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
