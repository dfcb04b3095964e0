///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
public class sfjwt {
    public static void main(String[] args) {
        System.err.println("sfjwt: under construction");
        System.exit(1);
    }
}
