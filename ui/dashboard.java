///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../sfjwt.java
package ui;

import lib.cli.Program;
import lib.cli.Surroundings;

/**
 * The script behind {@code jbang ui@OWNER/REPO}: the dashboard alone. Libraries and sources are sfjwt.java's.
 */
public final class dashboard {

    private dashboard() {
    }

    public static void main(String[] args) {
        System.exit(Program.run(UiCommand.class, Surroundings::ofThisProcess, args));
    }
}
