import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All rows of the table, and what each is compared with. */
final class Rows {

    /**
     * Where everything is.
     *
     * @param repository the clone that is measured
     * @param work what {@code tests/bench/run} has set up
     * @param url the stand-in's
     * @param web the slow web server's
     * @param orgs how many configs are one run with many orgs
     */
    record Places(Path repository, Path work, Path javaHome, String url, String web, int orgs) {

        static Places example() {
            return new Places(Path.of("repository"), Path.of("work"), Path.of("jdk"), "https://localhost:443",
                    "http://localhost:80", 200);
        }

        String java() {
            return javaHome.resolve("bin/java").toString();
        }

        String made(String name) {
            return work.resolve(name).toString();
        }

        String npm(String name) {
            return repository.resolve("tests/.npm").resolve(name).toString();
        }

        String bench(String name) {
            return repository.resolve("tests/bench/cli").resolve(name).toString();
        }
    }

    private Rows() {
    }

    static List<Row> all(Places at) {
        String script = at.bench("get-token.sh");
        String ca = at.made("keys/ca.crt");
        String key = at.made("keys/server.key");
        String node = at.npm("node/node");
        String sfjwt = at.made("bin/sfjwt");
        String jbang = at.repository().resolve("tests/jbang").toString();
        String config = at.made("org/jwt.json");
        String port = at.url().replaceAll(".*:", "");
        var scripts = Map.of("CONSUMER_KEY", StandIn.CONSUMER_KEY, "SF_USERNAME", StandIn.USERNAME, "KEY_FILE", key,
                "LOGIN_URL", at.url(), "CA_FILE", ca);
        var npm = Map.of("NODE_EXTRA_CA_CERTS", ca, "STANDIN_PORT", port);
        // its own home, so that it neither reads nor changes the user's orgs; and nothing that leaves the machine
        var sf = Map.of("NODE_EXTRA_CA_CERTS", ca, "HOME", at.made("home"), "SF_AUDIENCE_URL", at.url(),
                "SF_USE_GENERIC_UNIX_KEYCHAIN", "true", "SF_DISABLE_TELEMETRY", "true", "SF_DISABLE_AUTOUPDATE", "true",
                "SF_AUTOUPDATE_DISABLE", "true", "SF_SKIP_NEW_VERSION_CHECK", "true");
        var agent = Map.of("SFJWT_AGENT_SOCK", at.made("agent/run/agent.sock"));
        var ours = Map.of("SFJWT_STORE_DIR", at.made("store"), "XDG_DATA_HOME", at.made("share"));
        String[] npmTool = {node, "--require", at.bench("to-standin.js"),
            at.npm("sf-jwt-tool/node_modules/sf-jwt-tool/src/cli.js")};
        String[] sfLogin = {"org", "login", "jwt", "--username", StandIn.USERNAME, "--client-id", StandIn.CONSUMER_KEY,
            "--jwt-key-file", key, "--instance-url", at.url()};
        String[] token = {"get-token", "-c", config, "--cacert", ca, "--no-store"};
        // JBang itself stays, as npm does
        var cold = Map.of("SFJWT_STORE_DIR", at.made("store"), "JBANG_DIR", at.made("cold/jbang"),
                "JBANG_REPO", at.made("cold/repository"));
        return List.of(
                Row.of("script", "the script: sh, openssl, curl", script).in(scripts).logsIn(1),
                Row.of("npm-get-token", "sf-jwt-tool `get-token`",
                        words(npmTool, "get-token", "-c", at.made("org/npm.json"))).in(npm).logsIn(1),
                Row.of("sf-login", "`sf org login jwt`",
                        words(new String[] {node, at.npm("salesforce-cli/node_modules/@salesforce/cli/bin/run.js")},
                                sfLogin)).in(sf).logsIn(1),
                Row.of("first", "`sfjwt get-token`, installed, first exchange",
                        sfjwt, "get-token", "-c", config, "--cacert", ca, "--no-store").in(ours).logsIn(1)
                        .against("script", "npm-get-token", "sf-login"),
                Row.of("stored", "`sfjwt get-token`, installed, token stored",
                        sfjwt, "get-token", "-c", config, "--cacert", ca).in(ours)
                        .against("script", "npm-get-token", "sf-login"),

                Row.of("agent", "`sfjwt get-token`, installed, with an agent that holds the token",
                        sfjwt, "get-token", "--token-only", "-c", at.made("agent/jwt.json")).in(agent)
                        .against("script", "npm-get-token", "sf-login"),
                Row.of("agent-first", "`curl` to the agent, which logs in",
                        "curl", "-sf", "-X", "POST", "--unix-socket", at.made("agent/run/agent.sock"),
                        "http://localhost/v1/refresh").logsIn(1).against("script"),

                Row.of("hello", "Java hello world", at.java(), "-Xshare:auto", "-cp", at.made("hello"), "Hello"),
                Row.of("help", "`sfjwt --help`, installed", sfjwt, "--help").in(ours).against("hello"),
                Row.of("steps", "`sfjwt steps`, installed", sfjwt, "steps").in(ours).against("hello"),

                Row.of("npm-verify-key", "sf-jwt-tool `verify-key`", words(npmTool, "verify-key", key)).in(npm),
                Row.of("verify-key", "`sfjwt verify-key`, installed", sfjwt, "verify-key", key).in(ours)
                        .against("npm-verify-key"),
                Row.of("npm-generate-certs", "sf-jwt-tool `generate-certs`",
                        words(npmTool, "generate-certs", "-o", at.made("npm-certs"))).in(npm)
                        .removing(at.made("npm-certs")),
                Row.of("generate-certs", "`sfjwt generate-certs`, installed",
                        sfjwt, "generate-certs", "-o", at.made("certs")).in(ours).removing(at.made("certs"))
                        .against("npm-generate-certs"),

                Row.of("jbang-hello", "`jbang Hello.java`, warm", jbang, at.bench("Hello.java")),
                Row.of("jbang-get-token", "`jbang sfjwt.java get-token`, warm, first exchange",
                        jbang, at.repository().resolve("sfjwt.java").toString(), "get-token", "-c", config,
                        "--cacert", ca, "--no-store").in(ours).logsIn(1).against("jbang-hello"),

                Row.of("script-many", at.orgs() + " runs of the script", "sh", "-c",
                        "i=0; while [ $i -lt " + at.orgs() + " ]; do \"$0\" || exit 1; i=$((i + 1)); done", script)
                        .in(scripts).logsIn(at.orgs()).onceASweep(),
                Row.of("many", "`sfjwt get-token`, installed, " + at.orgs() + " configs",
                        sfjwt, "get-token", "--config-dir", at.made("orgs"), "--cacert", ca, "--no-store").in(ours)
                        .logsIn(at.orgs()).onceASweep().against("script-many"),

                Row.of("agent-many", "one `curl` to the agent, which logs in to " + at.orgs() + " orgs",
                        "curl", "-sZ", "--parallel-max", "16", "-K", at.made("agent/curl"))
                        .logsIn(at.orgs()).onceASweep().against("script-many"),

                Row.of("cold-hello", "`jbang Hello.java`, nothing cached", jbang, at.bench("Hello.java")).in(cold)
                        .removing(at.made("cold")).onceASweep(),
                Row.of("cold", "`jbang sfjwt@… get-token` from a release, nothing cached",
                        words(new String[] {jbang, "sfjwt@" + at.web() + "/release/jbang-catalog.json"}, token))
                        .in(cold).removing(at.made("cold")).logsIn(1).onceASweep()
                        .against("cold-hello", "cold-npm", "cold-sf"),
                Row.of("cold-clone", "`jbang sfjwt@… get-token` from the sources, nothing cached",
                        words(new String[] {jbang, "sfjwt@" + at.web() + "/clone/jbang-catalog.json"}, token)).in(cold)
                        .removing(at.made("cold")).logsIn(1).onceASweep().against("cold"),
                Row.of("cold-npm", "`npm install` of sf-jwt-tool, and `get-token`",
                        words(new String[] {at.bench("cold-npm.sh"), at.made("cold"), "sf_jwt_tool", node, "--require",
                            at.bench("to-standin.js"), at.made("cold/sf-jwt-tool/node_modules/sf-jwt-tool/src/cli.js")},
                                "get-token", "-c", at.made("org/npm.json"))).in(npm)
                        .removing(at.made("cold")).logsIn(1).onceASweep(),
                Row.of("cold-sf", "`npm install` of @salesforce/cli, and `sf org login jwt`",
                        words(new String[] {at.bench("cold-npm.sh"), at.made("cold"), "salesforce_cli",
                            at.made("cold/salesforce-cli/sf")}, sfLogin)).in(sf)
                        .removing(at.made("cold")).logsIn(1).onceASweep());
    }

    private static String[] words(String[] first, String... rest) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }
}
