package lib.admin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.http.HttpAnswer;
import lib.http.ServerText;

/**
 * Reads components of the org's metadata. Over SOAP, because REST only deploys them; a token in JWT format is not
 * taken there.
 */
final class MetadataSoap {

    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String METADATA = "http://soap.sforce.com/2006/04/metadata";
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /**
     * The fields of those that are there, by name; a field that comes several times is given as one text, and one with
     * fields of its own as {@code name=value name=value}.
     *
     * @throws Failure {@code metadata_unreadable}
     */
    static List<Map<String, String>> read(AdminSession session, String type, List<String> fullNames) {
        return call(session, type, "records", xml -> {
            xml.writeStartElement("readMetadata");
            xml.writeDefaultNamespace(METADATA);
            text(xml, "type", type);
            for (String name : fullNames) {
                text(xml, "fullNames", name);
            }
        });
    }

    /**
     * What the components of a type are called.
     *
     * @throws Failure {@code metadata_unreadable}
     */
    static List<String> names(AdminSession session, String type) {
        return call(session, type, "result", xml -> {
            xml.writeStartElement("listMetadata");
            xml.writeDefaultNamespace(METADATA);
            xml.writeStartElement("queries");
            text(xml, "type", type);
            xml.writeEndElement();
            text(xml, "asOfVersion", session.version());
        }).stream().map(one -> one.getOrDefault("fullName", "")).filter(name -> !name.isEmpty()).toList();
    }

    private static List<Map<String, String>> call(AdminSession session, String type, String element, Content content) {
        HttpAnswer answer = session.soap(envelope(session.accessToken(), content));
        try {
            return all(element, answer);
        } catch (XMLStreamException e) {
            throw unreadable(type, "the answer is not SOAP: HTTP " + answer.status());
        } catch (Fault fault) {
            throw unreadable(type, ServerText.line(fault.getMessage()));
        }
    }

    private static Failure unreadable(String type, String why) {
        return Failure.of(Kind.REFUSED, "metadata_unreadable", "the org does not show its " + type + ": " + why,
                "use a session of a user who may modify metadata; one with JWT-format access tokens cannot do this");
    }

    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        Fault(String words) {
            super(words);
        }
    }

    @FunctionalInterface
    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static byte[] envelope(String token, Content content) {
        var bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("soapenv", "Envelope", ENVELOPE);
            xml.writeNamespace("soapenv", ENVELOPE);
            xml.writeStartElement("soapenv", "Header", ENVELOPE);
            xml.writeStartElement("SessionHeader");
            xml.writeDefaultNamespace(METADATA);
            text(xml, "sessionId", token);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("soapenv", "Body", ENVELOPE);
            content.write(xml);
            xml.writeEndDocument();
            xml.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory takes all that is written to it", e);
        }
    }

    private static void text(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    /** The elements of this name, each with its fields. */
    private static List<Map<String, String>> all(String element, HttpAnswer answer) throws XMLStreamException, Fault {
        var records = new ArrayList<Map<String, String>>();
        XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(answer.body()));
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("faultstring")) {
                    throw new Fault(xml.getElementText());
                }
                if (xml.getLocalName().equals(element)) {
                    Map<String, String> fields = fields(xml);
                    if (!fields.isEmpty()) {
                        records.add(fields);
                    }
                }
            }
        }
        return records;
    }

    private static Map<String, String> fields(XMLStreamReader xml) throws XMLStreamException {
        // a profile has some fields ten thousand times
        var fields = new LinkedHashMap<String, StringJoiner>();
        var text = new StringBuilder();
        String name = null;
        for (int depth = 1; depth > 0;) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    name = depth == 2 ? xml.getLocalName() : name;
                    text.append(depth > 2 ? " " + xml.getLocalName() + "=" : "");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    if (depth == 1) {
                        fields.computeIfAbsent(name, _ -> new StringJoiner("; ")).add(text.toString().strip());
                        text.setLength(0);
                    }
                }
                case XMLStreamConstants.CHARACTERS -> text.append(depth > 1 ? xml.getText() : "");
                default -> {
                }
            }
        }
        var texts = new LinkedHashMap<String, String>();
        fields.forEach((field, all) -> texts.put(field, all.toString()));
        return texts;
    }
}
