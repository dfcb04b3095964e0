package lib.pkcs11;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.failure.Failure;

/**
 * A {@code pkcs11:} URI (RFC 7512): which key in which token, and by which library. It never holds the PIN.
 *
 * @param text as it was written
 */
public record TokenUri(String text, Map<String, byte[]> attributes) {

    public static final String SCHEME = "pkcs11:";

    private static final Set<String> PATH = Set.of("token", "manufacturer", "serial", "model", "object", "type", "id",
            "slot-id");
    private static final Set<String> QUERY = Set.of("pin-source", "pin-value", "module-name", "module-path");
    private static final Set<String> KINDS = Set.of("private", "public", "cert");

    /** Whether a text means a key in a token, well-formed or not. */
    public static boolean isOne(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * @param name of the option, variable or field that holds it
     * @throws Failure {@code bad_pkcs11_uri}, {@code pkcs11_pin_in_uri}
     */
    public static TokenUri parse(String text, String name) {
        String rest = text.strip().substring(SCHEME.length());
        int query = rest.indexOf('?');
        var attributes = new LinkedHashMap<String, byte[]>();
        add(attributes, query < 0 ? rest : rest.substring(0, query), ";", PATH, name);
        add(attributes, query < 0 ? "" : rest.substring(query + 1), "&", QUERY, name);
        var uri = new TokenUri(text.strip(), attributes);
        if (!uri.get("slot-id", "0").matches("[0-9]{1,18}")) {
            throw bad(name, "its slot-id is not a number");
        }
        if (!KINDS.contains(uri.get("type", "private"))) {
            throw bad(name, "its type is not private");
        }
        return uri;
    }

    /** @return null where the URI does not have the attribute */
    String get(String attribute) {
        byte[] value = attributes.get(attribute);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    String get(String attribute, String otherwise) {
        return attributes.containsKey(attribute) ? get(attribute) : otherwise;
    }

    /** The key's identifier, in bytes. */
    byte[] id() {
        return attributes.get("id");
    }

    /** The same, of the object with this label, unless it names one already. */
    public TokenUri object(String label) {
        if (attributes.containsKey("object")) {
            return this;
        }
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return parse(path + (path.endsWith(":") ? "" : ";") + "object=" + encoded(label)
                + (query < 0 ? "" : text.substring(query)), "the key");
    }

    /** A key with another label and id in the same token. */
    public TokenUri another(String label) {
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return parse(SCHEME + Stream.concat(Stream.of(path.substring(SCHEME.length()).split(";"))
                .filter(attribute -> !attribute.matches("(object|id)=.*|")), Stream.of("object=" + encoded(label)))
                .collect(Collectors.joining(";")) + (query < 0 ? "" : text.substring(query)), "the key");
    }

    @Override
    public String toString() {
        return text;
    }

    static String encoded(String value) {
        // a form's encoding, but for what RFC 3986 section 2.3 has otherwise
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static void add(Map<String, byte[]> attributes, String list, String separator, Set<String> known,
            String name) {
        for (String attribute : list.isEmpty() ? new String[0] : list.split(separator, -1)) {
            int equals = attribute.indexOf('=');
            String key = equals < 0 ? attribute : attribute.substring(0, equals);
            if (key.equals("pin-value")) {
                throw Failure.usage("pkcs11_pin_in_uri",
                        name + " has the PIN in it (pin-value), where others can read it",
                        "take pin-value out, and change the PIN if others may have seen it; the PIN comes from"
                                + " SFJWT_KEY_PASSPHRASE, --passphrase-file, pin-source=file:/PATH or a prompt");
            }
            if (equals < 0 || !known.contains(key)) {
                throw bad(name, "it has \"" + key + "\", which is not one of " + String.join(", ", known.stream()
                        .filter(one -> !one.equals("pin-value")).sorted().toList()) + " with its value");
            }
            if (attributes.put(key, decoded(attribute.substring(equals + 1), name)) != null) {
                throw bad(name, "it has " + key + " twice");
            }
        }
    }

    private static byte[] decoded(String value, String name) {
        // one character a byte, as an id may be no text
        String bytes = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try {
            return URLDecoder.decode(bytes.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                    .getBytes(StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw bad(name, "it has a % without two hex digits after it");
        }
    }

    private static Failure bad(String name, String why) {
        return Failure.usage("bad_pkcs11_uri", name + " is not a pkcs11: URI that sfjwt can use: " + why,
                "write it like pkcs11:token=NAME;object=KEY?module-path=/PATH/TO/LIBRARY.so, with %20 for a blank and"
                        + " %3B for a semicolon (RFC 7512)");
    }
}
