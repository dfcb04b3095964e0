package lib.api;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Warning;

/**
 * Runs another program with a token in its environment, which nobody but its user can read, unlike its arguments.
 */
public final class Exec {

    public static final String ACCESS_TOKEN = "SF_ACCESS_TOKEN";
    public static final String INSTANCE_URL = "SF_INSTANCE_URL";
    /** The Salesforce CLI's name for it. */
    public static final String ORG_INSTANCE_URL = "SF_ORG_INSTANCE_URL";
    public static final String API_VERSION = "SF_API_VERSION";

    /**
     * @param command the program and its arguments
     * @param environment of this process; the token and the rest are added to it
     */
    public record Request(Session session, List<String> command, Path folder, Map<String, String> environment) {
        public Request {
            if (command.isEmpty() || command.getFirst().isEmpty()) {
                throw Failure.usage("no_command", "there is no command to run", Fix.of("name it: ",
                        Fix.command("exec", "--", "COMMAND")));
            }
        }
    }

    /** What is to be done before the program takes over the terminal. */
    public interface Prepared {
        /** @param secrets what the program now has, and may print */
        void ready(List<Warning> warnings, List<String> secrets);
    }

    /**
     * @return the program's exit code
     * @throws Failure for the login, the network, Salesforce's refusal, or a program that cannot be started
     */
    public int run(Request request, Prepared prepared) {
        Map<String, String> environment = environment(request);
        prepared.ready(request.session().warnings(), request.session().token().secrets());
        return Child.run(request.command(), request.folder(), environment);
    }

    private static Map<String, String> environment(Request request) {
        Session session = request.session();
        ApiVersion version = ApiVersion.latest(session);
        session.prove(version);
        var environment = new HashMap<>(request.environment());
        environment.put(ACCESS_TOKEN, session.token().accessToken());
        environment.put(INSTANCE_URL, session.token().instanceUrl().toString());
        environment.put(ORG_INSTANCE_URL, session.token().instanceUrl().toString());
        environment.put(API_VERSION, version.number());
        return environment;
    }
}
