package lib.cli;

import lib.text.Untrusted;

/**
 * Colour and marks for a terminal; plain text everywhere else. Cleans what it styles: each is one line, so that no
 * server can forge a line of sfjwt's output.
 *
 * @param color whether escape sequences may be used
 * @param marks whether check marks may be used
 */
public record Style(boolean color, boolean marks) {

    public static final Style PLAIN = new Style(false, false);

    public String bold(String text) {
        return wrap("1", text);
    }

    public String dim(String text) {
        return wrap("2", text);
    }

    public String red(String text) {
        return wrap("31", text);
    }

    public String green(String text) {
        return wrap("32", text);
    }

    public String yellow(String text) {
        return wrap("33", text);
    }

    public String cyan(String text) {
        return wrap("36", text);
    }

    public String done() {
        return marks ? green("✔") + " " : "";
    }

    private String wrap(String code, String text) {
        String safe = Untrusted.wholeLine(text);
        return color ? "\u001b[" + code + "m" + safe + "\u001b[0m" : safe;
    }
}
