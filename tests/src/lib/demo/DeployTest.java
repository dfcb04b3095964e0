package lib.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lib.demoadmin.Habits.Habit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demo org takes from an administrator and what it refuses, over real HTTP, with a client of this test. */
class DeployTest {

    private static final String DATA = "/services/data/v68.0";

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());
    private final Caller caller = new Caller(org);

    @Test
    void a_whole_app_is_deployed_and_found_again() throws Exception {
        assertEquals("Succeeded", deploy(app(), false).getString("status"));
        JsonObject found = query("SELECT Id, DeveloperName, Description FROM ExternalClientApplication");
        assertEquals("CI", found.getJsonArray("records").getJsonObject(0).getString("DeveloperName"));
        JsonObject access = query("SELECT Parent.Name FROM SetupEntityAccess WHERE SetupEntityType = "
                + "'ExternalClientApplication'");
        assertEquals("CI_Access", access.getJsonArray("records").getJsonObject(0).getJsonObject("Parent")
                .getString("Name"));
    }

    @Test
    void a_validation_changes_nothing() throws Exception {
        assertEquals("Succeeded", deploy(app(), true).getString("status"));
        assertEquals(0, query("SELECT Id FROM PermissionSet").getInt("totalSize"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            externalClientApps/CI.eca                 | <label>CI</label> | <name>CI</name> | invalid at this location
            externalClientApps/CI.eca                 | Local | local       | not a valid value
            externalClientApps/CI.eca                 | <distributionState>Local</distributionState> | '' | missing: dis
            externalClientApps/CI.eca                 | metadata" | other"  | root element
            extlClntAppOauthSettings/CI_OAuth.ecaOauth | Api,Web   | api,web | not a valid value
            extlClntAppOauthPolicies/CI_P.ecaOauthPlcy | >CI_Access< | >0PS000000000001< | find permission sets called
            extlClntAppOauthPolicies/CI_P.ecaOauthPlcy | Enforce   | ENFORCE | not a valid value
            extlClntAppGlobalOauthSets/CI_Global.ecaGlblOauth | -----BEGIN CERTIFICATE----- | '' | certificate
            extlClntAppPolicies/CI_Policy.ecaPlcy      | >CI<      | >Other<  | no ExternalClientApplication named Other
            """)
    void each_wrong_component_is_named_and_nothing_is_kept(String file, String old, String with, String words)
            throws Exception {
        Map<String, String> files = app();
        assertTrue(files.get(file).contains(old), files.get(file));
        files.put(file, files.get(file).replace(old, with));
        JsonObject result = deploy(files, false);
        assertEquals("Failed", result.getString("status"));
        JsonObject failure = result.getJsonObject("details").getJsonArray("componentFailures").getJsonObject(0);
        assertEquals(file, failure.getString("fileName"));
        assertTrue(failure.getString("problem").contains(words), failure::toString);
        assertEquals(0, query("SELECT Id FROM ExternalClientApplication").getInt("totalSize"));
    }

    @Test
    void source_endings_and_files_that_the_manifest_does_not_list_are_refused() throws Exception {
        Map<String, String> files = app();
        files.put("externalClientApps/CI.eca-meta.xml", files.remove("externalClientApps/CI.eca"));
        assertEquals("Failed", deploy(files, false).getString("status"));
    }

    @Test
    void an_app_that_is_there_needs_its_scoped_name() throws Exception {
        deploy(app(), false);
        assertTrue(failure(deploy(app(), false)).contains("DeveloperOrganizationId:ExternalClientAppDeveloperName"));
        Map<String, String> files = app();
        files.computeIfPresent("externalClientApps/CI.eca", (name, xml) -> xml.replace("</Ext",
                "<orgScopedExternalApp>" + Sessions.ORG_ID + ":CI</orgScopedExternalApp></Ext"));
        assertEquals("Succeeded", deploy(files, false).getString("status"));
    }

    @Test
    void each_habit_says_no_in_its_own_words() throws Exception {
        org.admin().habits().set(Habit.POLICY_MADE_BY_ITSELF, true);
        assertTrue(failure(deploy(app(), false)).endsWith("ExtlClntAppOauthSettingsId duplicates value on "
                + "CI_oauthPlcy"));
        org.admin().habits().set(Habit.POLICY_MADE_BY_ITSELF, false);
        org.admin().habits().set(Habit.OWN_KEY_REFUSED, true);
        assertTrue(failure(deploy(app(), false)).contains("consumerKey"));
        org.admin().habits().set(Habit.NO_EXTERNAL_CLIENT_APPS, true);
        assertTrue(failure(deploy(app(), false)).startsWith("Not available"));
    }

    @Test
    void a_second_certificate_replaces_the_first_and_the_key_stays() throws Exception {
        org.admin().habits().pollsUntilDone(0);
        deploy(app(), false);
        String first = org.admin().app("a".repeat(64)).orElseThrow().key().getModulus().toString();
        deploy(Map.of("extlClntAppGlobalOauthSets/CI_Global.ecaGlblOauth", global(TestCertificate.OTHER_RSA)), false);
        assertTrue(!first.equals(org.admin().app("a".repeat(64)).orElseThrow().key().getModulus().toString()));
    }

    @Test
    void nobody_but_an_administrator_may() throws Exception {
        org.register(TestCertificate.RSA.pem());
        String token = caller.logIn();
        var answer = Caller.send(caller.to(DATA + "/metadata/deployRequest").header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=b").POST(BodyPublishers.ofByteArray(
                        body(app(), false))));
        assertEquals(403, answer.statusCode());
        assertTrue(caller.get(DATA + "/query?q=SELECT+Id+FROM+PermissionSet", token).body()
                .contains("INVALID_TYPE"));
    }

    private String failure(JsonObject result) {
        return result.getJsonObject("details").getJsonArray("componentFailures").getJsonObject(0)
                .getString("problem");
    }

    private JsonObject query(String soql) throws Exception {
        return json(caller.get(DATA + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8),
                DemoOrg.ADMIN_TOKEN).body());
    }

    private JsonObject deploy(Map<String, String> files, boolean checkOnly) throws Exception {
        var answer = Caller.send(caller.to(DATA + "/metadata/deployRequest")
                .header("Authorization", "Bearer " + DemoOrg.ADMIN_TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(body(files, checkOnly))));
        assertEquals(201, answer.statusCode(), answer.body());
        String id = json(answer.body()).getString("id");
        while (true) {
            JsonObject result = json(caller.get(DATA + "/metadata/deployRequest/" + id + "?includeDetails=true",
                    DemoOrg.ADMIN_TOKEN).body()).getJsonObject("deployResult");
            if (result.getBoolean("done")) {
                return result;
            }
        }
    }

    private static byte[] body(Map<String, String> files, boolean checkOnly) throws Exception {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"json\"\r\n"
                + "Content-Type: application/json\r\n\r\n"
                + "{\"deployOptions\":{\"singlePackage\":true,\"rollbackOnError\":true,\"checkOnly\":" + checkOnly
                + "}}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"d.zip\"\r\n"
                + "Content-Type: application/zip\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(zip(files));
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static byte[] zip(Map<String, String> files) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var types = new StringBuilder();
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                types.append("<types><members>").append(file.getKey().replaceAll(".*/|\\..*", ""))
                        .append("</members><name>").append(file.getValue().replaceAll("(?s)^<(\\w+).*", "$1"))
                        .append("</name></types>");
            }
            zip.putNextEntry(new ZipEntry("package.xml"));
            zip.write(("<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\">" + types
                    + "<version>68.0</version></Package>").getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> app() {
        var files = new LinkedHashMap<String, String>();
        files.put("permissionsets/CI_Access.permissionset", xml("PermissionSet", "<label>CI</label>"));
        files.put("externalClientApps/CI.eca", xml("ExternalClientApplication", "<contactEmail>a@b.example"
                + "</contactEmail><distributionState>Local</distributionState><label>CI</label>"));
        files.put("extlClntAppGlobalOauthSets/CI_Global.ecaGlblOauth", global(TestCertificate.RSA));
        files.put("extlClntAppOauthSettings/CI_OAuth.ecaOauth", xml("ExtlClntAppOauthSettings",
                "<commaSeparatedOauthScopes>Api,Web</commaSeparatedOauthScopes>" + PARENT));
        files.put("extlClntAppOauthPolicies/CI_P.ecaOauthPlcy", xml("ExtlClntAppOauthConfigurablePolicies",
                "<commaSeparatedPermissionSet>CI_Access</commaSeparatedPermissionSet>" + PARENT
                + "<ipRelaxationPolicyType>Enforce</ipRelaxationPolicyType><permittedUsersPolicyType>"
                + "AdminApprovedPreAuthorized</permittedUsersPolicyType>"));
        files.put("extlClntAppPolicies/CI_Policy.ecaPlcy", xml("ExtlClntAppConfigurablePolicies", PARENT
                + "<isEnabled>true</isEnabled><isOauthPluginEnabled>true</isOauthPluginEnabled>"));
        return files;
    }

    private static final String PARENT = "<externalClientApplication>CI</externalClientApplication>";

    private static String global(TestCertificate certificate) {
        return xml("ExtlClntAppGlobalOauthSettings", "<callbackUrl>http://localhost:1717/OauthRedirect</callbackUrl>"
                + "<certificate>" + new String(certificate.pem(), StandardCharsets.US_ASCII)
                + "</certificate><consumerKey>" + "a".repeat(64) + "</consumerKey>"
                + PARENT + "<isConsumerSecretOptional>false</isConsumerSecretOptional><isPkceRequired>true"
                + "</isPkceRequired><isSecretRequiredForRefreshToken>true</isSecretRequiredForRefreshToken>");
    }

    private static String xml(String type, String content) {
        return "<" + type + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">" + content + "</" + type + ">";
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
