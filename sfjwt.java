///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xms24m -Xmn8m
//RUNTIME_OPTIONS -XX:-UsePerfData -XX:+DisableAttachMechanism -XX:-CreateCoredumpOnCrash
//RUNTIME_OPTIONS -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED
//DEPS info.picocli:picocli:4.7.7
//DEPS io.helidon.webserver:helidon-webserver:4.5.0
//DEPS io.helidon.http.media:helidon-http-media-jsonp:4.5.0
//DEPS org.bouncycastle:bcpkix-jdk18on:1.87
//DEPS org.bouncycastle:bcprov-jdk18on:1.87
//DEPS org.bouncycastle:bcutil-jdk18on:1.87
//DEPS io.jsonwebtoken:jjwt-api:0.13.0
//DEPS io.jsonwebtoken:jjwt-impl:0.13.0
//DEPS jakarta.json:jakarta.json-api:2.1.3
//DEPS org.eclipse.parsson:parsson:1.1.7
//FILES sfjwt.java
//SOURCES lib/package-info.java
//SOURCES ui/package-info.java

import lib.catalog.Version;
import lib.cli.Overview;
import lib.cli.Program;
import lib.cli.Surroundings;
import picocli.CommandLine.Command;

/**
 * {@code sfjwt}: Salesforce's JWT bearer login, set up and used from the command line.
 */
@Command(name = "sfjwt", version = "sfjwt " + Version.NUMBER,
        description = "Set up and use Salesforce's JWT bearer login: server to server, no human.",
        footer = "Exit codes: 0 done, 1 a bug, 2 wrong arguments, 3 a file, 4 Salesforce refused, 5 unreachable, "
                + "6 a check found something.")
public class sfjwt extends Overview {

    public static void main(String[] args) {
        int exit = Program.run(sfjwt.class, Surroundings::ofThisProcess, args);
        if (exit != 0) { // System.exit first looks for a logger in every jar, which takes as long as --help itself
            System.exit(exit);
        }
    }
}
