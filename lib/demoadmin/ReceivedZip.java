package lib.demoadmin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The zip of a deploy: its files, and package.xml, which must list each of them.
 */
record ReceivedZip(Map<String, byte[]> files, Map<ComponentType, List<String>> listed) {

    private static final int MOST_FILES = 50;
    private static final int LARGEST_FILE = 64 * 1024;

    /** @throws IllegalArgumentException where it is not a zip file, or there is too much in it */
    static ReceivedZip read(byte[] zip) {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = in.readNBytes(LARGEST_FILE + 1);
                if (content.length > LARGEST_FILE || files.size() == MOST_FILES
                        || files.put(entry.getName(), content) != null) {
                    throw new IllegalArgumentException("the zip holds too much, or a file twice");
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the part file is not a zip", e);
        }
        byte[] manifest = files.remove("package.xml");
        if (manifest == null) {
            throw new IllegalArgumentException("No package.xml found");
        }
        return new ReceivedZip(files, listed(manifest));
    }

    private static Map<ComponentType, List<String>> listed(byte[] manifest) {
        var listed = new LinkedHashMap<ComponentType, List<String>>();
        FlatXml.Tree root = FlatXml.tree(manifest, "Package");
        boolean version = false;
        for (FlatXml.Tree child : root.children()) {
            switch (child.name()) {
                case "version" -> version = child.text().matches("(5[89]|6[0-9])\\.0");
                case "types" -> {
                    var members = new ArrayList<String>();
                    ComponentType type = null;
                    for (FlatXml.Tree part : child.children()) {
                        if (part.name().equals("members")) {
                            members.add(part.text());
                        } else if (part.name().equals("name")) {
                            type = ComponentType.named(part.text());
                        }
                    }
                    if (type == null || members.isEmpty() || listed.put(type, members) != null) {
                        throw new IllegalArgumentException("package.xml: types without a known name and members");
                    }
                }
                default -> throw new IllegalArgumentException("package.xml: Element " + child.name() + " invalid");
            }
        }
        if (!version) {
            throw new IllegalArgumentException("package.xml: version is missing or not a version of the API");
        }
        return listed;
    }
}
