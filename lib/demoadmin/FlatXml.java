package lib.demoadmin;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML of Salesforce's metadata: elements in one namespace, no attributes, no document type.
 */
final class FlatXml {

    static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";

    private static final int DEEPEST = 8;
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /** @param text of an element without children */
    record Tree(String name, String namespace, String text, List<Tree> children) {
    }

    /** @throws IllegalArgumentException where it is not well-formed, or has another root or namespace */
    static Tree tree(byte[] xml, String root) {
        Tree tree = tree(xml);
        if (!tree.name().equals(root) || !tree.namespace().equals(NAMESPACE)) {
            throw new IllegalArgumentException("the root element is not " + root + " of " + NAMESPACE);
        }
        return tree;
    }

    static Tree tree(byte[] xml) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (reader.getEventType() == XMLStreamConstants.DTD) {
                    throw new IllegalArgumentException("a document type is not allowed");
                }
            }
            Tree tree = element(reader, 1);
            while (reader.hasNext()) {
                reader.next();
            }
            return tree;
        } catch (XMLStreamException | RuntimeException e) {
            throw new IllegalArgumentException("not well-formed XML: " + e.getMessage(), e);
        }
    }

    private static Tree element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deeply");
        }
        String name = reader.getLocalName();
        String namespace = String.valueOf(reader.getNamespaceURI());
        var text = new StringBuilder();
        var children = new ArrayList<Tree>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new Tree(name, namespace, text.toString(), children);
                }
                default -> {
                }
            }
        }
    }
}
