package lib.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Assertions for the tests: a right one, and every wrong one that can be spelt.
 */
final class Jwt {

    private final Map<String, String> header = new LinkedHashMap<>(Map.of("alg", "\"RS256\""));
    private final Map<String, String> claims = new LinkedHashMap<>();

    /** One that the demo org at this URL accepts. */
    static Jwt right(String url) {
        return new Jwt().text("iss", DemoOrg.CONSUMER_KEY).text("sub", DemoOrg.USERNAME).text("aud", url)
                .json("exp", String.valueOf(Instant.now().getEpochSecond() + 180));
    }

    Jwt header(String name, String json) {
        header.put(name, json);
        return this;
    }

    Jwt text(String claim, String value) {
        return json(claim, "\"" + value + "\"");
    }

    Jwt json(String claim, String json) {
        claims.put(claim, json);
        return this;
    }

    Jwt without(String claim) {
        claims.remove(claim);
        return this;
    }

    String signed() throws Exception {
        return signed(TestCertificate.RSA, "SHA256withRSA");
    }

    String signed(TestCertificate by, String algorithm) throws Exception {
        return signed(by, algorithm, unsigned());
    }

    static String signed(TestCertificate by, String algorithm, String unsigned) throws Exception {
        return unsigned + "." + base64url(by.sign(unsigned.getBytes(StandardCharsets.UTF_8), algorithm));
    }

    String unsigned() {
        return base64url(object(header).getBytes(StandardCharsets.UTF_8)) + "."
                + base64url(object(claims).getBytes(StandardCharsets.UTF_8));
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
