package lib.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;

/**
 * The app registered in the demo org: what Setup shows once an External Client App has its certificate.
 *
 * @param username a user whom the app's policy lets in
 * @param certificateSha256 of the certificate's DER form, in lower-case hex
 */
public record ConnectedApp(String consumerKey, String username, URI loginUrl, String certificateSha256,
        RSAPublicKey publicKey) {

    JsonObject json() {
        return Json.createObjectBuilder()
                .add("consumerKey", consumerKey)
                .add("username", username)
                .add("loginUrl", loginUrl.toString())
                .add("certificateSha256", certificateSha256)
                .build();
    }
}
