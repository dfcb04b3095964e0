///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ${user.dir}/ui/dashboard.java
package ui;

/**
 * What {@code jbang ui} runs in a clone's root: there {@code ui} is this folder before it is the catalog's alias, and
 * JBang runs a folder's main.java. It copies it into its cache first, where a relative path would lead nowhere. (Where
 * the clone's path holds a blank, JBang splits the name of the source there; {@code jbang sfjwt ui} is the way then.)
 */
final class main {

    public static void main(String[] args) {
        dashboard.main(args);
    }
}
