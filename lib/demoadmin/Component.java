package lib.demoadmin;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One component of a deploy, its fields checked one by one.
 */
record Component(ComponentType type, String fullName, Map<String, String> fields) {

    /** @throws Problem for the first thing that is wrong */
    static Component read(ComponentType type, String fullName, byte[] xml) {
        // 40 characters for an app (Object Reference); for its parts no limit is known
        int longest = type == ComponentType.ExternalClientApplication ? 40 : 80;
        if (!fullName.matches("[A-Za-z](_?[A-Za-z0-9])*") || fullName.length() > longest) {
            throw new Problem("The name can only contain underscores and alphanumeric characters. It must be unique, "
                    + "begin with a letter, not include spaces, not end with an underscore, and not contain two "
                    + "consecutive underscores.");
        }
        FlatXml.Tree root;
        try {
            root = FlatXml.tree(xml, type.name());
        } catch (IllegalArgumentException e) {
            throw new Problem("Error parsing file: " + e.getMessage());
        }
        var fields = new LinkedHashMap<String, String>();
        for (FlatXml.Tree child : root.children()) {
            Field field = type.field(child.name()).filter(known -> child.children().isEmpty()
                    && child.namespace().equals(FlatXml.NAMESPACE)).orElseThrow(() -> new Problem("Element {"
                            + child.namespace() + "}" + child.name() + " invalid at this location in type "
                            + type.name()));
            if (!field.allowed().test(child.text())) {
                throw new Problem("'" + child.text() + "' is not a valid value for " + field.name() + " ("
                        + field.kind() + ")");
            }
            if (fields.put(child.name(), child.text()) != null) {
                throw new Problem("Element " + child.name() + " is duplicated at this location in type "
                        + type.name());
            }
        }
        for (Field field : type.required()) {
            if (!fields.containsKey(field.name())) {
                throw new Problem("Required field is missing: " + field.name());
            }
        }
        return new Component(type, fullName, fields);
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    String app() {
        return fields.getOrDefault("externalClientApplication", fullName);
    }

    byte[] certificate() {
        return fields.getOrDefault("certificate", "").getBytes(StandardCharsets.UTF_8);
    }
}
