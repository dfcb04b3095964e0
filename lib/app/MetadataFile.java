package lib.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * One component of the org's metadata as a file.
 *
 * @param fields in the order of Salesforce's schema, which is the alphabet's
 */
record MetadataFile(Type type, String fullName, Map<String, String> fields) {

    static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";

    /** The types of an app and what opens it, with their folders and endings. */
    enum Type {
        PermissionSet("permissionsets", "permissionset"),
        ExternalClientApplication("externalClientApps", "eca"),
        ExtlClntAppGlobalOauthSettings("extlClntAppGlobalOauthSets", "ecaGlblOauth"),
        ExtlClntAppOauthSettings("extlClntAppOauthSettings", "ecaOauth"),
        ExtlClntAppOauthConfigurablePolicies("extlClntAppOauthPolicies", "ecaOauthPlcy"),
        ExtlClntAppConfigurablePolicies("extlClntAppPolicies", "ecaPlcy");

        private final String folder;
        private final String ending;

        Type(String folder, String ending) {
            this.folder = folder;
            this.ending = ending;
        }

        /** Of an app, which has one of each. */
        boolean isPart() {
            return this != PermissionSet && this != ExternalClientApplication;
        }

        boolean isPolicy() {
            return this == ExtlClntAppOauthConfigurablePolicies || this == ExtlClntAppConfigurablePolicies;
        }
    }

    MetadataFile {
        fields = new TreeMap<>(fields);
    }

    /** Where it lies in the zip of a deploy. */
    String path() {
        return type.folder + "/" + fullName + "." + type.ending;
    }

    /** Where it lies in a source project. */
    String sourcePath() {
        return path() + "-meta.xml";
    }

    byte[] xml() {
        return xml(writer -> {
            writer.writeStartElement(type.name());
            writer.writeDefaultNamespace(NAMESPACE);
            for (var field : fields.entrySet()) {
                element(writer, 1, field.getKey(), field.getValue());
            }
            writer.writeCharacters("\n");
            writer.writeEndElement();
        });
    }

    /** What a field says in a file of metadata; empty where it is not there, or the file is none. */
    static Optional<String> field(byte[] file, String name) {
        XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(file));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals(name)) {
                    return Optional.of(reader.getElementText().strip());
                }
            }
        } catch (XMLStreamException e) {
            // it is replaced, and kept as a backup
        }
        return Optional.empty();
    }

    @FunctionalInterface
    interface Content {
        void write(XMLStreamWriter writer) throws XMLStreamException;
    }

    static void element(XMLStreamWriter writer, int depth, String name, String value) throws XMLStreamException {
        writer.writeCharacters("\n" + "    ".repeat(depth));
        writer.writeStartElement(name);
        writer.writeCharacters(value);
        writer.writeEndElement();
    }

    static byte[] xml(Content content) {
        var bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeCharacters("\n");
            content.write(writer);
            writer.writeCharacters("\n");
            writer.writeEndDocument();
            writer.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory takes all that is written to it", e);
        }
    }
}
