package lib.command;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lib.demo.DemoOrg;

/** An app that another administrator has made in the demo org. */
final class DeployedBySomeoneElse {

    private DeployedBySomeoneElse() {
    }

    static void app(DemoOrg org, String name) throws Exception {
        app(org, name, name);
    }

    static void app(DemoOrg org, String name, String label) throws Exception {
        deploy(org, zip("ExternalClientApplication", name, "externalClientApps/" + name + ".eca",
                "<contactEmail>a@b.example</contactEmail><distributionState>Local</distributionState>"
                + "<label>" + label + "</label>"));
    }

    /** Switches OAuth on; the only policy that the app gets keeps this name. */
    static void policy(DemoOrg org, String app, String name, String permissionSets) throws Exception {
        deploy(org, zip("ExtlClntAppOauthSettings", app + "_oauth", "extlClntAppOauthSettings/" + app
                + "_oauth.ecaOauth", "<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>"
                + "<externalClientApplication>" + app + "</externalClientApplication>"));
        deploy(org, zip("ExtlClntAppOauthConfigurablePolicies", name, "extlClntAppOauthPolicies/" + name
                + ".ecaOauthPlcy", "<commaSeparatedPermissionSet>" + permissionSets + "</commaSeparatedPermissionSet>"
                + "<externalClientApplication>" + app + "</externalClientApplication>"
                + "<ipRelaxationPolicyType>Enforce</ipRelaxationPolicyType>"
                + "<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>"));
    }

    /** As in Setup: what the app's description says of its certificate stays. */
    static void certificate(DemoOrg org, String app, String consumerKey, String pem) throws Exception {
        deploy(org, zip("ExtlClntAppGlobalOauthSettings", app + "_global", "extlClntAppGlobalOauthSets/" + app
                + "_global.ecaGlblOauth", "<callbackUrl>http://localhost:1717/OauthRedirect</callbackUrl><certificate>"
                + pem + "</certificate><consumerKey>" + consumerKey + "</consumerKey><externalClientApplication>" + app
                + "</externalClientApplication><isConsumerSecretOptional>false</isConsumerSecretOptional>"
                + "<isPkceRequired>true</isPkceRequired><isSecretRequiredForRefreshToken>true"
                + "</isSecretRequiredForRefreshToken><label>" + app + "_global</label>"
                + "<shouldRotateConsumerKey>false</shouldRotateConsumerKey>"
                + "<shouldRotateConsumerSecret>false</shouldRotateConsumerSecret>"));
    }

    static void scopes(DemoOrg org, String name, String scopes) throws Exception {
        deploy(org, zip("ExtlClntAppOauthSettings", name + "_oauth", "extlClntAppOauthSettings/" + name
                + "_oauth.ecaOauth", "<commaSeparatedOauthScopes>" + scopes + "</commaSeparatedOauthScopes>"
                + "<externalClientApplication>" + name + "</externalClientApplication><label>x</label>"));
    }

    /** Both the app and its OAuth have a switch. */
    static void switchOff(DemoOrg org, String name) throws Exception {
        switchOff(org, name, "isEnabled");
    }

    static void switchOff(DemoOrg org, String name, String which) throws Exception {
        deploy(org, zip("ExtlClntAppConfigurablePolicies", name + "_plcy", "extlClntAppPolicies/" + name
                + "_plcy.ecaPlcy", "<externalClientApplication>" + name + "</externalClientApplication>"
                + ("<isEnabled>true</isEnabled><isOauthPluginEnabled>true</isOauthPluginEnabled>")
                        .replace(which + ">true", which + ">false")));
    }

    static void part(DemoOrg org, String type, String file, String fields) throws Exception {
        deploy(org, zip(type, file.replaceAll(".*/|\\..*", ""), file, fields));
    }

    static void deploy(DemoOrg org, byte[] zip) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(org.url()
                            + "/services/data/v68.0/metadata/deployRequest"))
                    .header("Authorization", "Bearer " + DemoOrg.ADMIN_TOKEN)
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body(zip))).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new AssertionError(answer.body());
            }
            String id = answer.body().replaceFirst("(?s).*?\"id\":\"(\\w+)\".*", "$1");
            String result = "";
            while (!result.contains("\"done\":true")) {
                result = client.send(HttpRequest.newBuilder(URI.create(org.url()
                        + "/services/data/v68.0/metadata/deployRequest/" + id + "?includeDetails=true"))
                        .header("Authorization", "Bearer " + DemoOrg.ADMIN_TOKEN).build(),
                        BodyHandlers.ofString()).body();
            }
            if (!result.contains("\"success\":true,\"rollback")) {
                throw new AssertionError(result);
            }
        }
    }

    private static byte[] body(byte[] zip) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(bytes("--b\r\nContent-Disposition: form-data; name=\"json\"\r\n"
                + "Content-Type: application/json\r\n\r\n"
                + "{\"deployOptions\":{\"singlePackage\":true,\"rollbackOnError\":true}}\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"d.zip\"\r\n"
                + "Content-Type: application/zip\r\n\r\n"));
        body.writeBytes(zip);
        body.writeBytes(bytes("\r\n--b--\r\n"));
        return body.toByteArray();
    }

    private static byte[] zip(String type, String name, String file, String fields) throws Exception {
        String namespace = " xmlns=\"http://soap.sforce.com/2006/04/metadata\"";
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("package.xml"));
            zip.write(bytes("<Package" + namespace + "><types><members>" + name + "</members><name>" + type
                    + "</name></types><version>66.0</version></Package>"));
            zip.putNextEntry(new ZipEntry(file));
            zip.write(bytes("<" + type + namespace + ">" + fields + "</" + type + ">"));
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
