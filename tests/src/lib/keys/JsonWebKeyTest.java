package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jsonwebtoken.lang.Supplier;
import io.jsonwebtoken.security.Jwks;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.List;
import lib.failure.Failure;
import lib.json.HostileJson;
import org.junit.jupiter.api.Test;

class JsonWebKeyTest {

    private static final RSAPrivateCrtKey KEY = TestKeys.read("pkcs8.der").numbers().orElseThrow();

    @Test
    void a_key_as_jjwt_writes_it_is_read() {
        var json = Json.createObjectBuilder();
        var jwk = Jwks.builder().rsaKeyPair(new KeyPair(TestKeys.read("pkcs8.der").publicKey(), KEY))
                .build();
        jwk.forEach((name, value) -> json.add(name, value instanceof Supplier<?> secret
                ? secret.get().toString() : value.toString()));
        SigningKey key = read(json.build());
        assertEquals("JWK", key.format());
        assertFalse(key.encrypted());
        assertEquals(KEY, key.numbers().orElseThrow());
        assertEquals(List.of(), KeyCheck.run(key, Named.of("x")));
    }

    @Test
    void no_hostile_document_is_more_than_a_file_without_a_key() {
        HostileJson.documents().forEach((name, document) -> {
            TestKeys.refusal(document);
            String inside = new String(document, StandardCharsets.ISO_8859_1);
            TestKeys.refusal(TestKeys.latin1("{\"kty\":\"RSA\",\"d\":" + inside + "}"));
        });
    }

    @Test
    void the_private_key_of_a_set_is_read_and_chosen_by_its_kid() {
        var ours = jwk().add("kid", "ours").build();
        var other = jwk().add("kid", "ünï").build();
        var publicOne = Json.createObjectBuilder().add("kty", "RSA").add("n", "AQ").add("e", "AQAB").build();
        assertEquals(KEY, read(set(publicOne, ours)).numbers().orElseThrow());
        assertEquals("key_alias_needed", refusal(set(ours, other)).code());
        assertTrue(refusal(set(ours, other)).getMessage().endsWith("2 private keys: ours, ünï"));
        assertEquals(KEY, read(set(ours, other), "ünï").numbers().orElseThrow());
        assertEquals("key_alias_unknown", TestKeys.refusal(() -> read(set(ours, other), "x")).code());
        assertEquals("key_several", refusal(set(jwk().build(), jwk().build())).code());
        assertEquals("key_is_public_key", refusal(set(publicOne)).code());
    }

    @Test
    void what_is_no_private_rsa_key_is_called_by_its_name() {
        assertEquals("key_wrong_algorithm", refusal(jwk().add("kty", "EC").build()).code());
        assertEquals("key_is_public_key", refusal(Json.createObjectBuilder(jwk().build()).remove("d").build()).code());
        assertEquals("key_crt_missing", refusal(Json.createObjectBuilder(jwk().build()).remove("dq").build()).code());
        assertEquals("key_multi_prime", refusal(jwk().add("oth", Json.createArrayBuilder()).build()).code());
        assertEquals("key_damaged", refusal(jwk().add("p", "!").build()).code());
        assertEquals("key_damaged", refusal(jwk().add("p", 3).build()).code());
        assertEquals("key_inconsistent", refusal(jwk().add("p", "Aw").build()).code());
        String text = jwk().build().toString();
        Failure cut = TestKeys.refusal(TestKeys.latin1(text.substring(0, text.length() - 9)));
        assertEquals("key_damaged", cut.code());
        assertFalse(cut.getMessage().contains(text.substring(40, 60)) || cut.getCause() != null);
    }

    @Test
    void base64_of_it_is_read_too() {
        String base64 = Base64.getEncoder().encodeToString(jwk().build().toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(KEY, TestKeys.read(TestKeys.latin1(base64)).numbers().orElseThrow());
    }

    private static JsonObjectBuilder jwk() {
        var json = Json.createObjectBuilder().add("kty", "RSA");
        BigInteger[] numbers = {KEY.getModulus(), KEY.getPublicExponent(), KEY.getPrivateExponent(), KEY.getPrimeP(),
            KEY.getPrimeQ(), KEY.getPrimeExponentP(), KEY.getPrimeExponentQ(), KEY.getCrtCoefficient()};
        String[] names = {"n", "e", "d", "p", "q", "dp", "dq", "qi"};
        for (int i = 0; i < names.length; i++) {
            json.add(names[i], Base64.getUrlEncoder().withoutPadding().encodeToString(numbers[i].toByteArray()));
        }
        return json;
    }

    private static JsonObject set(JsonObject... keys) {
        return Json.createObjectBuilder().add("keys", Json.createArrayBuilder(List.of(keys))).build();
    }

    private static SigningKey read(JsonObject json) {
        return read(json, null);
    }

    private static SigningKey read(JsonObject json, String alias) {
        return PrivateKeys.read(new KeySource.InVariable(json.toString(), "V", alias), Passphrase.NONE);
    }

    private static Failure refusal(JsonObject json) {
        return TestKeys.refusal(() -> read(json));
    }
}
