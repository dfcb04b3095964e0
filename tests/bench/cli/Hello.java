///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/** The least that a JVM does, and that JBang does. */
final class Hello {

    private Hello() {
    }

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
