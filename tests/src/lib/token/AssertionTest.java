package lib.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import lib.config.Audiences;
import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.keys.KeySource;
import lib.keys.Openssl;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.keys.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JWT that is sent: its header, its claims and its signature, against RFC 7515 and openssl. */
class AssertionTest {

    private static final Claims CLAIMS = new Claims("3MVG9.key", "ci@acme.example", "https://login.salesforce.com",
            Instant.ofEpochSecond(1_800_000_000));

    @Test
    void the_key_of_rfc_7515_appendix_a_2_gives_the_signature_that_stands_there() throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(Rfc7515.key().key());
        signature.update(Rfc7515.SIGNED.getBytes(StandardCharsets.US_ASCII));
        assertEquals(Rfc7515.SIGNATURE, Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
    }

    @Test
    void the_assertion_has_the_header_of_the_appendix_and_a_signature_made_in_the_same_way() throws Exception {
        String[] parts = Assertion.sign(CLAIMS, Rfc7515.key()).split("\\.", -1);
        assertEquals(3, parts.length);
        assertEquals(Rfc7515.SIGNED.split("\\.")[0], parts[0]);
        assertEquals("{\"alg\":\"RS256\"}", text(parts[0]));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(Rfc7515.key().publicKey());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
    }

    @Test
    void it_claims_four_things_and_no_more() {
        String payload = text(Assertion.sign(CLAIMS, Rfc7515.key()).split("\\.")[1]);
        assertEquals("{\"iss\":\"3MVG9.key\",\"sub\":\"ci@acme.example\",\"aud\":\"https://login.salesforce.com\","
                + "\"exp\":1800000000}", payload);
        JsonObject json = json(payload);
        assertInstanceOf(JsonString.class, json.get("aud"), "no array");
        assertEquals(CLAIMS.json(), json);
    }

    @Test
    void what_is_no_ascii_or_needs_escapes_arrives_as_it_is() {
        var claims = new Claims("k\"\\/\n", "zoë@acme.example", "a\u0001😀", CLAIMS.exp());
        String payload = text(Assertion.sign(claims, Rfc7515.key()).split("\\.")[1]);
        assertEquals(claims.json(), json(payload));
    }

    @Test
    void the_expiry_is_counted_from_whole_seconds() {
        var config = new OrgConfig("k", "u@x", LoginUrl.PRODUCTION, false,
                Audiences.of(LoginUrl.PRODUCTION, false), 300,
                new KeySource.InVariable("", "x"), null, List.of());
        assertEquals(Instant.parse("2026-11-24T10:05:00Z"), Claims.of(config, Instant.parse("2026-11-24T10:00:00.999Z"))
                .exp());
    }

    @Test
    void openssl_verifies_the_signature(@TempDir Path folder) throws Exception {
        Openssl.run(folder, "genrsa", "-out", "key.pem", "2048");
        Openssl.run(folder, "rsa", "-in", "key.pem", "-pubout", "-out", "public.pem");
        SigningKey key = PrivateKeys.read(new KeySource.InFile(folder.resolve("key.pem")), Passphrase.NONE);
        String jwt = Assertion.sign(CLAIMS, key);
        int dot = jwt.lastIndexOf('.');
        Files.writeString(folder.resolve("signed"), jwt.substring(0, dot));
        Files.write(folder.resolve("signature"), Base64.getUrlDecoder().decode(jwt.substring(dot + 1)));
        assertEquals("Verified OK\n", Openssl.run(folder, "dgst", "-sha256", "-verify", "public.pem", "-signature",
                "signature", "signed"));
    }

    @Test
    void a_key_whose_numbers_do_not_fit_is_told_and_signs_nothing() throws Exception {
        var good = Rfc7515.key().numbers().orElseThrow();
        BigInteger two = BigInteger.TWO;
        BigInteger n = good.getModulus();
        BigInteger e = good.getPublicExponent();
        BigInteger d = good.getPrivateExponent();
        BigInteger p = good.getPrimeP();
        BigInteger q = good.getPrimeQ();
        BigInteger dp = good.getPrimeExponentP();
        BigInteger dq = good.getPrimeExponentQ();
        BigInteger qi = good.getCrtCoefficient();
        KeyFactory factory = KeyFactory.getInstance("RSA");
        for (var spec : List.of(
                new RSAPrivateCrtKeySpec(n, e, d, p, q, dp.add(two), dq, qi),
                new RSAPrivateCrtKeySpec(n, e, d, p.add(two), q, dp, dq, qi),
                new RSAPrivateCrtKeySpec(n, e, d, p, p, dp, dp, qi),
                new RSAPrivateCrtKeySpec(n, e, d, p, q, dp, dq, BigInteger.ZERO),
                new RSAPrivateCrtKeySpec(n.add(two), e, d, p, q, dp, dq, qi),
                new RSAPrivateCrtKeySpec(n, e.add(two), d, p, q, dp, dq, qi),
                new RSAPrivateCrtKeySpec(n, e, d, p.negate(), q, dp, dq, qi))) {
            SigningKey bad = signing(factory.generatePrivate(spec));
            Failure failure = assertThrows(Failure.class, () -> Assertion.sign(CLAIMS, bad));
            assertEquals(Kind.FILE, failure.kind());
            assertEquals("key_inconsistent", failure.code());
            assertTrue(failure.fix().toString().contains("sfjwt verify-key"));
        }
        SigningKey tooSmall = signing(factory.generatePrivate(new RSAPrivateKeySpec(
                BigInteger.ONE.shiftLeft(1023).add(BigInteger.ONE), BigInteger.valueOf(65537))));
        assertThrows(Failure.class, () -> Assertion.sign(CLAIMS, tooSmall));
    }

    private static SigningKey signing(PrivateKey key) {
        return new SigningKey(key, Rfc7515.key().publicKey(), null, Optional.empty(), "PKCS#8 PEM", false, List.of());
    }

    @Test
    void the_same_claims_give_the_same_assertion() {
        // RS256 is deterministic (RFC 8017 section 8.2): two tries within one second send the same text
        assertEquals(Assertion.sign(CLAIMS, Rfc7515.key()), Assertion.sign(CLAIMS, Rfc7515.key()));
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static String text(String base64Url) {
        return new String(Base64.getUrlDecoder().decode(base64Url), StandardCharsets.UTF_8);
    }
}
