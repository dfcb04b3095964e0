package lib.app;

import jakarta.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The body of a deploy: its options as JSON and the zip, as multipart/form-data (RFC 7578).
 */
record DeployBody(String contentType, byte[] bytes) {

    static DeployBody of(byte[] zip, boolean checkOnly) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        // 128 random bits: no zip holds this line by chance
        String boundary = "sfjwt" + HexFormat.of().formatHex(random);
        String options = Json.createObjectBuilder().add("deployOptions", Json.createObjectBuilder()
                .add("singlePackage", true).add("rollbackOnError", true).add("checkOnly", checkOnly)).build()
                .toString();
        var bytes = new ByteArrayOutputStream();
        part(bytes, boundary, "name=\"json\"", "application/json", options.getBytes(StandardCharsets.UTF_8));
        part(bytes, boundary, "name=\"file\"; filename=\"deploy.zip\"", "application/zip", zip);
        bytes.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new DeployBody("multipart/form-data; boundary=" + boundary, bytes.toByteArray());
    }

    private static void part(ByteArrayOutputStream bytes, String boundary, String name, String type, byte[] content) {
        bytes.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; " + name + "\r\nContent-Type: " + type
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(content);
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
