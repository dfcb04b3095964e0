package lib.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A second stand-in for Salesforce, which shares no line with the demo org: it splits the multipart body by hand,
 * validates each file against a schema of its own, parses SOQL literals, and verifies assertions with the certificate
 * that was deployed. What it answers can be replaced, call by call.
 */
public final class StandIn implements AutoCloseable {

    public static final String TOKEN = "00Dxx0000001gERE!AQ.of_the_stand_in";
    public static final String ORG_ID = "00Dxx0000001gEREAY";

    /** Fields by type, those with ! must be there; after = what they may say (Metadata API Developer Guide). */
    private static final Map<String, String> SCHEMA = Map.of(
            "permissionsets/permissionset/PermissionSet", "label! description",
            "externalClientApps/eca/ExternalClientApplication", "contactEmail! description distributionState!=Local"
                + " isProtected=true|false label orgScopedExternalApp",
            "extlClntAppGlobalOauthSets/ecaGlblOauth/ExtlClntAppGlobalOauthSettings", "callbackUrl! certificate!"
                + " consumerKey externalClientApplication! isConsumerSecretOptional!=true|false"
                + " isPkceRequired!=true|false isSecretRequiredForRefreshToken!=true|false label"
                + " shouldRotateConsumerKey=false shouldRotateConsumerSecret=false",
            "extlClntAppOauthSettings/ecaOauth/ExtlClntAppOauthSettings", "commaSeparatedOauthScopes!"
                + " externalClientApplication! label",
            "extlClntAppOauthPolicies/ecaOauthPlcy/ExtlClntAppOauthConfigurablePolicies",
            "commaSeparatedPermissionSet! externalClientApplication!"
                + " ipRelaxationPolicyType!=Enforce|Bypass|Bypass_2factor|Enforce_RelaxRefresh label"
                + " permittedUsersPolicyType!=AdminApprovedPreAuthorized sessionTimeoutInMinutes",
            "extlClntAppPolicies/ecaPlcy/ExtlClntAppConfigurablePolicies", "externalClientApplication!"
                + " isEnabled!=true|false isOauthPluginEnabled=true|false label startPage=None");

    /** A call, in few words: "POST deployRequest", "GET query SELECT …". */
    public record Answer(int status, String type, String body) {
        public static Answer json(String body) {
            return new Answer(200, "application/json", body);
        }

        /** As the REST API words it. */
        public static Answer refusal(String errorCode, String message) {
            return new Answer(400, "application/json", "[{\"errorCode\":\"" + errorCode + "\",\"message\":\"" + message
                    + "\"}]");
        }
    }

    private final HttpServer server;
    private final Map<String, Map<String, String>> components = new LinkedHashMap<>();
    private final Set<String> assigned = new TreeSet<>();
    public final List<String> calls = new ArrayList<>();
    /** Answers in the org's place, where it is not null. */
    public Function<String, Answer> instead = _ -> null;
    public String organizationType = "Unlimited Edition";
    /** Whether it knows an app for a policy only from an earlier deploy. */
    public boolean policiesLater;
    private String lastResult = "";

    public StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getRawQuery() == null ? "" : exchange.getRequestURI().getRawQuery();
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
                .replaceFirst("/services/(data/v68.0/)?", "") + (query.startsWith("q=") ? " " + URLDecoder.decode(
                        query.substring(2), StandardCharsets.UTF_8) : "");
        calls.add(call);
        Answer answer = instead.apply(call);
        try {
            answer = answer == null ? answer(call, exchange, body) : answer;
        } catch (Exception e) {
            answer = new Answer(400, "application/json", error("INVALID", e.toString()));
        }
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String error(String code, String message) {
        return "[{\"errorCode\":\"" + code + "\",\"message\":\"" + message.replace("\"", "'") + "\"}]";
    }

    private Answer answer(String call, HttpExchange exchange, byte[] body) throws Exception {
        if (call.equals("GET data")) {
            return Answer.json("[{\"version\":\"9.0\"},{\"version\":\"68.0\"}]");
        }
        if (call.equals("POST oauth2/token")) {
            return token(new String(body, StandardCharsets.US_ASCII));
        }
        if (call.startsWith("POST Soap/m/68.0") || call.startsWith("GET apps/")) {
            return new Answer(403, "application/json", error("FUNCTIONALITY_NOT_ENABLED", "closed"));
        }
        if (call.equals("GET oauth2/userinfo")) {
            return Answer.json("{\"preferred_username\":\"" + (isAdmin(exchange) ? "root@acme.example"
                    : "ci@acme.example") + "\",\"email\":\"root@acme.example\"}");
        }
        if (!isAdmin(exchange)) {
            return new Answer(401, "application/json", error("INVALID_SESSION_ID", "Session expired or invalid"));
        }
        if (call.equals("POST metadata/deployRequest")) {
            return deploy(exchange.getRequestHeaders().getFirst("Content-Type"), body);
        }
        if (call.startsWith("GET metadata/deployRequest/")) {
            return Answer.json(lastResult);
        }
        if (call.startsWith("POST sobjects/PermissionSetAssignment")) {
            Matcher ids = Pattern.compile("\"(AssigneeId|PermissionSetId)\":\"(\\w+)\"").matcher(new String(body));
            while (ids.find()) {
                assigned.add(ids.group(2));
            }
            return new Answer(201, "application/json", "{\"id\":\"0Pa000000000001AAA\",\"success\":true}");
        }
        return call.startsWith("GET query ") ? query(call.substring("GET query ".length()))
                : new Answer(404, "application/json", error("NOT_FOUND", call));
    }

    private static boolean isAdmin(HttpExchange exchange) {
        return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Answer query(String soql) {
        Matcher object = Pattern.compile("SELECT .+? FROM (\\w+)( WHERE (.*?))?( ORDER BY .*)?( LIMIT \\d+)?")
                .matcher(soql);
        if (!object.matches()) {
            return new Answer(400, "application/json", error("MALFORMED_QUERY", soql));
        }
        String where = object.group(3) == null ? "" : object.group(3);
        return switch (object.group(1)) {
            case "Organization" -> rows("{\"Id\":\"" + ORG_ID + "\",\"Name\":\"Acme\",\"IsSandbox\":false,"
                    + "\"OrganizationType\":\"" + organizationType + "\",\"TrialExpirationDate\":null}");
            case "User" -> where.equals("Username = 'ci@acme.example'")
                    || where.equals("Username = 'o\\'brien@acme.example'") ? rows("{\"Id\":\"005000000000001AAA\","
                            + "\"Username\":\"ci@acme.example\",\"Name\":\"CI\",\"IsActive\":true,"
                            + "\"Profile\":{\"Name\":\"API\"}}") : rows();
            case "PermissionSet" -> components.keySet().stream().filter(name -> name.startsWith("PermissionSet/"))
                    .findFirst().map(name -> rows("{\"Id\":\"0PS000000000001AAA\",\"Name\":\"" + name.substring(14)
                            + "\",\"Description\":\"" + components.get(name).get("description") + "\"}"))
                    .orElse(rows());
            case "PermissionSetAssignment" -> assigned.isEmpty() ? rows() : rows("{\"Id\":\"0Pa\"}");
            case "ExternalClientApplication" -> components.keySet().stream()
                    .filter(name -> name.startsWith("ExternalClientApplication/")).findFirst()
                    .map(name -> rows("{\"Id\":\"0xI000000000001AAA\",\"DeveloperName\":\"" + name.substring(26)
                            + "\",\"MasterLabel\":\"x\",\"Description\":\"" + components.get(name).get("description")
                            + "\"}")).orElse(rows());
            case "SetupEntityAccess" -> rows("{\"Parent\":{\"Name\":\"" + components.keySet().stream()
                    .filter(name -> name.startsWith("PermissionSet/")).findFirst().orElse("/").replaceAll(".*/", "")
                    + "\"}}");
            default -> new Answer(400, "application/json", error("INVALID_TYPE", object.group(1)));
        };
    }

    private static Answer rows(String... rows) {
        return Answer.json("{\"totalSize\":" + rows.length + ",\"done\":true,\"records\":["
                + String.join(",", rows) + "]}");
    }

    private Answer deploy(String contentType, byte[] body) throws Exception {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String boundary = "--" + contentType.replaceFirst("multipart/form-data; boundary=", "");
        String[] parts = text.split(Pattern.quote(boundary), -1);
        if (parts.length != 4 || !parts[0].isEmpty() || !parts[3].equals("--\r\n")) {
            throw new IOException("not two parts");
        }
        String options = content(parts[1], "name=\"json\"", "application/json");
        boolean checkOnly = options.contains("\"checkOnly\":true");
        if (!options.matches("\\{\"deployOptions\":\\{\"singlePackage\":true,\"rollbackOnError\":true,"
                + "\"checkOnly\":(true|false)\\}\\}")) {
            throw new IOException("odd options: " + options);
        }
        byte[] zip = content(parts[2], "name=\"file\"; filename=\"deploy.zip\"", "application/zip")
                .getBytes(StandardCharsets.ISO_8859_1);
        Map<String, Map<String, String>> deployed = read(zip);
        if (policiesLater && !components.containsKey("ExternalClientApplication/sfjwt")
                && deployed.containsKey("ExtlClntAppConfigurablePolicies/sfjwt_plcy")) {
            lastResult = "{\"deployResult\":{\"done\":true,\"success\":false,\"status\":\"Failed\",\"details\":{"
                    + "\"componentFailures\":[{\"componentType\":\"ExtlClntAppConfigurablePolicies\",\"fileName\":"
                    + "\"extlClntAppPolicies/sfjwt_plcy.ecaPlcy\",\"problem\":\"no such app\"}]}}}";
            return new Answer(201, "application/json", "{\"id\":\"0Af000000000001AAA\",\"deployResult\":{}}");
        }
        if (!checkOnly) {
            components.putAll(deployed);
        }
        lastResult = "{\"id\":\"0Af000000000001AAA\",\"deployResult\":{\"done\":true,\"success\":true,"
                + "\"status\":\"Succeeded\",\"details\":{\"componentFailures\":[]}}}";
        return new Answer(201, "application/json", "{\"id\":\"0Af000000000001AAA\",\"deployResult\":{}}");
    }

    private static String content(String part, String name, String type) throws IOException {
        String head = "\r\nContent-Disposition: form-data; " + name + "\r\nContent-Type: " + type + "\r\n\r\n";
        if (!part.startsWith(head) || !part.endsWith("\r\n")) {
            throw new IOException("odd part: " + part.substring(0, Math.min(120, part.length())));
        }
        return part.substring(head.length(), part.length() - 2);
    }

    private static Map<String, Map<String, String>> read(byte[] zip) throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        Document manifest = parse(files.remove("package.xml"));
        var listed = new TreeSet<String>();
        var types = manifest.getElementsByTagNameNS("*", "types");
        for (int i = 0; i < types.getLength(); i++) {
            var type = (Element) types.item(i);
            listed.add(text(type, "name") + "/" + text(type, "members"));
        }
        var components = new LinkedHashMap<String, Map<String, String>>();
        for (var file : files.entrySet()) {
            String[] schema = SCHEMA.keySet().stream().filter(key -> file.getKey().matches(key.replaceFirst(
                    "(\\w+)/(\\w+)/.*", "$1/[A-Za-z]\\\\w*[.]$2"))).findFirst()
                    .orElseThrow(() -> new IOException("no such place: " + file.getKey())).split("/");
            validate(file.getValue(), schema[2], SCHEMA.get(String.join("/", schema)));
            var fields = new LinkedHashMap<String, String>();
            var children = parse(file.getValue()).getDocumentElement().getElementsByTagName("*");
            for (int i = 0; i < children.getLength(); i++) {
                fields.put(children.item(i).getNodeName(), children.item(i).getTextContent());
            }
            components.put(schema[2] + "/" + file.getKey().replaceAll(".*/|\\..*", ""), fields);
        }
        if (!listed.equals(new TreeSet<>(components.keySet()))) {
            throw new IOException("package.xml lists " + listed + ", the zip holds " + components.keySet());
        }
        return components;
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagNameNS("*", name).item(0).getTextContent();
    }

    private static Document parse(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static void validate(byte[] xml, String type, String fields) throws Exception {
        String elements = Pattern.compile("(\\w+)(!?)(=\\S+)?").matcher(fields).results().map(field ->
                "<xs:element name='" + field.group(1) + "' minOccurs='" + (field.group(2).isEmpty() ? 0 : 1)
                        + "'><xs:simpleType><xs:restriction base='xs:string'>" + (field.group(3) == null
                                ? "<xs:minLength value='1'/>" : Pattern.compile("\\w+").matcher(field.group(3))
                                .results().map(value -> "<xs:enumeration value='" + value.group() + "'/>")
                                .collect(Collectors.joining())) + "</xs:restriction></xs:simpleType></xs:element>")
                .collect(Collectors.joining());
        String schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' elementFormDefault='qualified' "
                + "targetNamespace='http://soap.sforce.com/2006/04/metadata'><xs:element name='" + type
                + "'><xs:complexType><xs:all>" + elements + "</xs:all></xs:complexType></xs:element></xs:schema>";
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(new StreamSource(new StringReader(
                schema))).newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
    }

    private Answer token(String form) throws Exception {
        String[] jwt = form.replaceFirst("^grant_type=[^&]*&assertion=", "").split("\\.");
        Map<String, String> global = components.entrySet().stream().filter(one -> one.getKey().startsWith(
                "ExtlClntAppGlobal")).findFirst().orElseThrow().getValue();
        var certificate = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(
                global.get("certificate").getBytes(StandardCharsets.US_ASCII)));
        var rs256 = Signature.getInstance("SHA256withRSA");
        rs256.initVerify(certificate);
        rs256.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
        String claims = new String(Base64.getUrlDecoder().decode(jwt[1]), StandardCharsets.UTF_8);
        boolean right = rs256.verify(Base64.getUrlDecoder().decode(jwt[2])) && !assigned.isEmpty()
                && claims.contains("\"iss\":\"" + global.get("consumerKey") + "\"");
        return right ? Answer.json("{\"access_token\":\"00Dxx0000001gERE!AQ.user\",\"instance_url\":\"" + url()
                + "\",\"token_type\":\"Bearer\",\"scope\":\"api\",\"id\":\"" + url() + "/id/x/y\"}")
                : new Answer(400, "application/json",
                        "{\"error\":\"invalid_grant\",\"error_description\":\"invalid assertion\"}");
    }
}
