package lib.demo;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import lib.demoadmin.AdminSide;
import lib.failure.Failure;
import lib.web.LocalServer;
import lib.web.Patience;

/**
 * A strict stand-in for Salesforce on this machine: it checks a JWT Bearer login and refuses in Salesforce's words.
 *
 * <p>It listens on 127.0.0.1 only. Nothing is kept: with {@link #close} its app, sessions and requests are gone.
 */
public final class DemoOrg implements AutoCloseable {

    /** The consumer key of its one app. */
    public static final String CONSUMER_KEY =
            "3MVG9DEMO.This_key_opens_the_sfjwt_demo_org_on_your_own_machine.Not_a_real_org.DEMO_D";

    /** The user who may log in; {@link DemoUser} has those who may not. */
    public static final String USERNAME = DemoUser.INTEGRATION.username();

    /** A session of its administrator, known beforehand as everything here is: it opens nothing but the demo org. */
    public static final String ADMIN_TOKEN = Sessions.ORG_ID.substring(0, 15) + "!"
            + "Admin_of_the_sfjwt_demo_org.This_opens_the_demo_org_on_your_own_machine_and_nothing_else";

    private final LocalServer server;
    private final URI url;
    private final Setup setup;
    private final Sessions sessions;
    private final Faults faults;
    private final Switchboard switchboard;

    private DemoOrg(LocalServer server, String origin, Setup setup, Sessions sessions, Faults faults,
            Switchboard switchboard) {
        this.server = server;
        this.url = URI.create(origin + ":" + server.port());
        this.setup = setup;
        this.sessions = sessions;
        this.faults = faults;
        this.switchboard = switchboard;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for a free one
     * @param clock the org's idea of the time: for expiry, sessions and the {@code Date} of its answers
     * @throws Failure {@code port_taken} or {@code port_invalid}
     */
    public static DemoOrg start(int port, Clock clock) {
        return start(port, clock, "http://127.0.0.1", Optional.empty(), Set.of());
    }

    /**
     * As {@link #start(int, Clock)}, over TLS at {@code https://localhost} and a free port.
     *
     * @param hosts under whose names it is reached as well, by a proxy
     */
    public static DemoOrg startOverTls(SSLContext tls, Set<String> hosts, Clock clock) {
        return start(0, clock, "https://localhost", Optional.of(tls), hosts);
    }

    private static DemoOrg start(int port, Clock clock, String origin, Optional<SSLContext> tls,
            Set<String> hosts) {
        var options = new LocalServer.Options(port, tls, Patience.USUAL, DemoOrg::unread);
        var setup = new Setup(new AdminSide(Sessions.ORG_ID,
                Stream.of(DemoUser.values()).map(DemoUser::person).toList(), clock));
        var faults = new Faults();
        var answers = new AnswerSender(faults, clock);
        var switchboard = new Switchboard(faults, answers);
        var sessions = new Sessions(clock);
        sessions.open(ADMIN_TOKEN, DemoUser.ADMIN);
        var routes = routes(setup, sessions, clock);
        var server = LocalServer.start(options, routing ->
                switchboard.connect(routes, new LoopbackGuard(answers, hosts), routing));
        return new DemoOrg(server, origin, setup, sessions, faults, switchboard);
    }

    private static byte[] unread(int status, String reason, ServerResponseHeaders headers) {
        Answer answer = ApiErrors.of(status, "REQUEST_REFUSED", reason);
        headers.set(HeaderNames.CONTENT_TYPE, answer.headers().get("Content-Type"));
        return answer.body();
    }

    private static List<Route> routes(Setup setup, Sessions sessions, Clock clock) {
        var check = new AssertionCheck(setup, new LoginRate(), clock);
        return Stream.of(new SetupRoute(setup).routes(),
                        new TokenRoute(check, new LoginHistory(setup, clock), sessions).routes(),
                        new Identity(sessions).routes(),
                        new RestApi(sessions, new AdminRoutes(setup.admin(), sessions)).routes(),
                        new Frontdoor(sessions).routes())
                .flatMap(List::stream).toList();
    }

    /**
     * {@code http://127.0.0.1:PORT}, or over TLS {@code https://localhost:PORT}: login URL, instance URL and audience
     * alike.
     */
    public URI url() {
        return url;
    }

    /**
     * Does what creating an External Client App in Setup does: from now on, assertions signed with the certificate's
     * key count, and those of an earlier certificate do not.
     *
     * @param certificate PEM or DER
     * @throws Failure {@code certificate_unusable}
     */
    public ConnectedApp register(byte[] certificate) {
        return setup.register(certificate, url);
    }

    /** Changes the app's settings; at first it is as it should be. */
    public void policy(AppPolicy policy) {
        setup.policy(policy);
    }

    /** Changes how logins have to be addressed. */
    public void address(LoginAddress address) {
        setup.address(address);
    }

    /** What an administrator may do over the APIs, and how this org is to say no to it. */
    public AdminSide admin() {
        return setup.admin();
    }

    /** Ends a session as an administrator may: the token counts no more. */
    public void revoke(String token) {
        sessions.end(token);
    }

    public Faults faults() {
        return faults;
    }

    /** What has arrived, oldest first, up to the last thousand; not what was turned away at the door. */
    public List<RecordedRequest> requests() {
        return switchboard.requests();
    }

    @Override
    public void close() {
        server.close();
    }
}
