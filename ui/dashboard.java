///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:-UsePerfData -XX:+DisableAttachMechanism -XX:-CreateCoredumpOnCrash
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
//SOURCES ../lib/failure/package-info.java
//SOURCES ../lib/text/package-info.java
//SOURCES ../lib/files/package-info.java
//SOURCES ../lib/keys/package-info.java
//SOURCES ../lib/http/package-info.java
//SOURCES ../lib/config/package-info.java
//SOURCES ../lib/token/package-info.java
//SOURCES ../lib/store/package-info.java
//SOURCES ../lib/browser/package-info.java
//SOURCES ../lib/api/package-info.java
//SOURCES ../lib/guide/package-info.java
//SOURCES ../lib/demo/package-info.java
//SOURCES ../lib/cli/package-info.java
//SOURCES package-info.java
package ui;

import lib.cli.Program;
import lib.cli.Surroundings;

/**
 * The script behind {@code jbang ui@OWNER/REPO}: the dashboard alone.
 */
public final class dashboard {

    private dashboard() {
    }

    public static void main(String[] args) {
        System.exit(new Program(UiCommand.class, Surroundings.ofThisProcess()).run(args));
    }
}
