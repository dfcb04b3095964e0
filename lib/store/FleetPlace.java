package lib.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lib.config.Environment;
import lib.config.Setting;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.text.Untrusted;

/**
 * The Redis in which a fleet of machines shares its tokens.
 *
 * @param kind how the servers stand to each other
 * @param servers as HOST:PORT, one or more
 * @param master the name of the master that the sentinels watch; else empty
 * @param user of an ACL; empty for the default one
 * @param password empty for none
 */
public record FleetPlace(Kind kind, boolean tls, List<String> servers, String master, String user, String password,
        int database) {

    /** One server, or several that find out among themselves where an entry is. */
    public enum Kind { SINGLE, SENTINEL, CLUSTER }

    private static final Pattern URL = Pattern.compile(
            "(?<scheme>rediss?)(?<kind>-sentinel|-cluster)?://((?<login>[^@/]*)@)?(?<servers>[^@/]+)(/(?<path>.*))?");
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");
    private static final int USUAL_PORT = 6379;
    private static final int USUAL_SENTINEL_PORT = 26379;
    private static final String FORMS = "write redis://host:6379, rediss://user@host:6379/0 (TLS), "
            + "redis-sentinel://host1,host2/master or redis-cluster://host1,host2";

    /**
     * What {@code --store} or SFJWT_STORE says; the password comes from SFJWT_STORE_PASSWORD, the file that
     * SFJWT_STORE_PASSWORD_FILE names, or the variable's URL.
     *
     * @param flag null where it is not given
     * @throws Failure {@code bad_store}, also for a password in the flag, which every user of the machine could read
     */
    public static Optional<FleetPlace> of(Setting<String> flag, Environment environment) {
        Setting<String> url = flag != null ? flag : environment.trimmed(Environment.STORE);
        if (url == null) {
            return Optional.empty();
        }
        var parts = URL.matcher(url.value());
        if (!parts.matches()) {
            throw bad(url, "is not the address of a Redis");
        }
        Kind kind = parts.group("kind") == null ? Kind.SINGLE
                : parts.group("kind").equals("-sentinel") ? Kind.SENTINEL : Kind.CLUSTER;
        String[] login = Optional.ofNullable(parts.group("login")).orElse("").split(":", 2);
        if (flag != null && login.length == 2) {
            throw Failure.usage("bad_store", flag.name() + " holds a password, which every user of this machine can "
                    + "read there", "leave it out, and set SFJWT_STORE_PASSWORD or SFJWT_STORE_PASSWORD_FILE");
        }
        String path = Optional.ofNullable(parts.group("path")).orElse("");
        return Optional.of(new FleetPlace(kind, parts.group("scheme").equals("rediss"),
                servers(url, parts.group("servers"), kind), kind == Kind.SENTINEL ? master(url, path) : "",
                decoded(url, login[0]), login.length == 2 ? decoded(url, login[1]) : password(environment),
                kind == Kind.SENTINEL || path.isEmpty() ? 0 : database(url, path, kind)));
    }

    private static String decoded(Setting<String> url, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw bad(url, "has a % in it that begins no escape");
        }
    }

    private static List<String> servers(Setting<String> url, String list, Kind kind) {
        List<String> servers = Arrays.stream(list.split(",", -1)).map(server -> {
            if (!SERVER.matcher(server).matches()) {
                throw bad(url, "names a server that is not HOST or HOST:PORT");
            }
            return server.matches(".*:[0-9]+") && !server.endsWith("]") ? server
                    : server + ":" + (kind == Kind.SENTINEL ? USUAL_SENTINEL_PORT : USUAL_PORT);
        }).toList();
        if (kind == Kind.SINGLE && servers.size() > 1) {
            throw bad(url, "names several servers");
        }
        return servers;
    }

    private static String master(Setting<String> url, String path) {
        if (!path.matches("[A-Za-z0-9._-]+")) {
            throw bad(url, "does not say which master the sentinels watch");
        }
        return path;
    }

    private static int database(Setting<String> url, String path, Kind kind) {
        if (!path.matches("[0-9]{1,4}")) {
            throw bad(url, "ends in something else than a database's number");
        }
        if (kind == Kind.CLUSTER && !path.matches("0+")) {
            throw bad(url, "names a database, and a cluster has no other than 0");
        }
        return Integer.parseInt(path);
    }

    private static String password(Environment environment) {
        Map<String, String> variables = environment.variables();
        String password = variables.getOrDefault("SFJWT_STORE_PASSWORD", "");
        String file = variables.getOrDefault("SFJWT_STORE_PASSWORD_FILE", "");
        if (!password.isEmpty() || file.isEmpty()) {
            return password;
        }
        return new String(InputFile.firstLine(InputFile.path(environment.folder(), file, "SFJWT_STORE_PASSWORD_FILE"),
                "password file"));
    }

    /** Without the value, which may hold a password. */
    private static Failure bad(Setting<String> url, String what) {
        return Failure.usage("bad_store", url.name() + " " + what, FORMS);
    }

    /** As it was written, without user and password. */
    @Override
    public String toString() {
        String scheme = (tls ? "rediss" : "redis") + switch (kind) {
            case SINGLE -> "";
            case SENTINEL -> "-sentinel";
            case CLUSTER -> "-cluster";
        };
        return Untrusted.line(scheme + "://" + String.join(",", servers) + (master.isEmpty() ? "" : "/" + master));
    }
}
