package lib.demoadmin;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The Metadata API where it speaks SOAP: {@code readMetadata} gives components as they are, and the IP ranges of
 * profiles; {@code listMetadata} their names.
 */
record SoapSide(OrgMetadata org) {

    static final String OFFICE_PROFILE = "Office Users";

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String TYPE = "text/xml;charset=UTF-8";

    /** @param fullNames of what is to be read; empty to list all of the type */
    record Call(String sessionId, String type, List<String> fullNames) {

        /** @throws IllegalArgumentException where it calls something else */
        static Call parse(byte[] body) {
            FlatXml.Tree envelope = FlatXml.tree(body);
            String session = "";
            String type = "";
            var names = new ArrayList<String>();
            for (FlatXml.Tree part : envelope.children()) {
                for (FlatXml.Tree call : part.children()) {
                    if (call.name().equals("SessionHeader")) {
                        session = call.children().getFirst().text();
                    } else if (call.name().equals("readMetadata")) {
                        for (FlatXml.Tree argument : call.children()) {
                            if (argument.name().equals("type")) {
                                type = argument.text();
                            } else {
                                names.add(argument.text());
                            }
                        }
                        require(!names.isEmpty() && names.size() <= 10);
                    } else {
                        require(call.name().equals("listMetadata"));
                        type = call.children().getFirst().children().getFirst().text();
                    }
                }
            }
            require(!type.isEmpty() && envelope.namespace().equals(SOAP));
            return new Call(session, type, names);
        }

        private static void require(boolean isRight) {
            if (!isRight) {
                throw new IllegalArgumentException("served are readMetadata with a type and one to ten names, and "
                        + "listMetadata with a query");
            }
        }
    }

    Reply read(Call call) {
        if (call.type().equals("ExtlClntAppGlobalOauthSettings")) {
            return fault("sf:INSUFFICIENT_ACCESS", "the consumer secret is never needed here");
        }
        return call.fullNames().isEmpty() ? list(ComponentType.named(call.type())) : records(call);
    }

    private Reply list(ComponentType type) {
        return new Reply(200, TYPE, envelope(writer -> {
            writer.writeStartElement("listMetadataResponse");
            writer.writeDefaultNamespace(FlatXml.NAMESPACE);
            for (Component one : org.all(type)) {
                writer.writeStartElement("result");
                text(writer, "fullName", one.fullName());
                text(writer, "type", type.name());
                writer.writeEndElement();
            }
            writer.writeEndElement();
        }));
    }

    private Reply records(Call call) {
        return new Reply(200, TYPE, envelope(writer -> {
            writer.writeStartElement("readMetadataResponse");
            writer.writeDefaultNamespace(FlatXml.NAMESPACE);
            writer.writeStartElement("result");
            for (String name : call.fullNames()) {
                record(writer, call.type(), name);
            }
            writer.writeEndElement();
            writer.writeEndElement();
        }));
    }

    private void record(XMLStreamWriter writer, String type, String name) throws XMLStreamException {
        writer.writeStartElement("records");
        Optional<Component> found = type.equals("Profile") ? Optional.empty()
                : org.find(ComponentType.named(type), name);
        if (type.equals("Profile")) {
            text(writer, "fullName", name);
            if (name.equals(OFFICE_PROFILE)) {
                writer.writeStartElement("loginIpRanges");
                text(writer, "endAddress", "10.255.255.255");
                text(writer, "startAddress", "10.0.0.0");
                writer.writeEndElement();
            }
        } else if (found.isEmpty()) {
            writer.writeAttribute("xsi", INSTANCE, "nil", "true");
        } else {
            text(writer, "fullName", name);
            for (var field : found.get().fields().entrySet()) {
                text(writer, field.getKey(), field.getValue());
            }
        }
        writer.writeEndElement();
    }

    static Reply fault(String code, String words) {
        return new Reply(500, TYPE, envelope(writer -> {
            writer.writeStartElement("soapenv", "Fault", SOAP);
            text(writer, "faultcode", code);
            text(writer, "faultstring", code.substring(code.indexOf(':') + 1) + ": " + words);
            writer.writeEndElement();
        }));
    }

    @FunctionalInterface
    private interface Content {
        void write(XMLStreamWriter writer) throws XMLStreamException;
    }

    private static String envelope(Content content) {
        var text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement("soapenv", "Envelope", SOAP);
            writer.writeNamespace("soapenv", SOAP);
            writer.writeNamespace("xsi", INSTANCE);
            writer.writeStartElement("soapenv", "Body", SOAP);
            content.write(writer);
            writer.writeEndDocument();
            writer.close();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes all that is written to it", e);
        }
    }

    private static void text(XMLStreamWriter writer, String name, String value) throws XMLStreamException {
        writer.writeStartElement(name);
        writer.writeCharacters(value);
        writer.writeEndElement();
    }

    /** @param person who a session is, where it counts */
    static Reply answer(byte[] body, Habits habits, OrgMetadata org, Function<String, Optional<Person>> person) {
        Call call;
        try {
            call = Call.parse(body);
        } catch (IllegalArgumentException e) {
            return fault("soapenv:Client", e.getMessage());
        }
        if (person.apply(call.sessionId()).isEmpty() || habits.has(Habits.Habit.SOAP_CLOSED)) {
            return fault("sf:INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
        }
        return person.apply(call.sessionId()).filter(Person::administrator).isEmpty()
                ? fault("sf:INSUFFICIENT_ACCESS", "use of the Metadata API requires a user with the "
                        + "ModifyAllData or ModifyMetadata permissions")
                : new SoapSide(org).read(call);
    }
}
