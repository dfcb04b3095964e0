package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.failure.Failure;
import lib.json.HostileJson;
import lib.keys.KeySource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtJsonTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("jwt.json");
    }

    @ParameterizedTest
    @CsvSource({"loginURL, loginUrl", "login_url, loginUrl", "instanceUrl, loginUrl", "username, subject",
        "sub, subject", "clientId, consumerKey", "client_id, consumerKey", "consumerkey, consumerKey",
        "comsumerKey, consumerKey", "privateKey, privateKeyFile", "keyFile, privateKeyFile", "aud, audience",
        "expires_in, expiresIn", "isSandbox, sandbox", "profile, profiles"})
    void a_misspelt_field_is_warned_of_with_the_right_name(String misspelt, String right) throws IOException {
        Files.writeString(file, "{\"" + misspelt + "\": \"x\", \"notes\": \"mine\", \"description\": \"\"}");
        assertEquals(List.of("config " + file + " has \"" + misspelt + "\", which is not read: did you mean \"" + right
                + "\"?"), JwtJson.read(file).warnings().stream().map(Object::toString).toList());
        Files.writeString(file, "{\"profiles\": {\"prod\": {\"" + misspelt + "\": \"x\"}}}");
        assertEquals(1, JwtJson.read(file).warnings().size());
    }

    @Test
    void one_that_stands_beside_the_right_one_is_its_owners_business() throws IOException {
        Files.writeString(file, """
                {"subject": "ci@acme.example", "username": "me", "consumerKey": "3MVG", "issuer": "me"}""");
        assertEquals(List.of(), JwtJson.read(file).warnings());
    }

    /** Word for word what {@code sf-jwt setup-config} 1.0.6 writes: JSON.stringify(config, null, 2), no line end. */
    @Test
    void a_file_of_the_original_tool_works_as_it_is() throws IOException {
        OrgConfig config = Settings.config(settings("""
                {
                  "consumerKey": "3MVG9Kip4IKAJXfebqe2CL4",
                  "subject": "admin@acme.salesforce.com",
                  "sandbox": false,
                  "expiresIn": 300,
                  "privateKeyFile": "/home/me/certs/server.key"
                }""".stripTrailing()));
        assertEquals(new OrgConfig("3MVG9Kip4IKAJXfebqe2CL4", "admin@acme.salesforce.com", LoginUrl.PRODUCTION, false,
                Audiences.of(LoginUrl.PRODUCTION, false), 300,
                new KeySource.InFile(Path.of("/home/me/certs/server.key")), null, List.of()), config);
    }

    @Test
    void a_path_of_windows_with_single_backslashes_is_told_as_one() throws IOException {
        String text = "{\"privateKeyFile\": \"C:\\certs\\server.key\"}";
        assertTrue(refused("config_not_json", text).getMessage().endsWith("; in a path, write / or \\\\ for each "
                + "backslash"));
        assertFalse(refused("config_not_json", "{\"a\": \"\\\\ \\n\" x}").getMessage().contains("backslash"));
    }

    @Test
    void its_sandbox_leads_to_test_salesforce_com() throws IOException {
        assertEquals(LoginUrl.SANDBOX, OrgConfig.loginUrl(settings("{\"sandbox\": true}")));
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "300.0, 300", "3e2, 300", "'\"60\"', 60", "-5, -5", "null,", "0,", "0.0,"})
    void expiresIn_is_a_number_or_what_the_original_writes_for_none(String json, Integer seconds) throws IOException {
        Setting<Integer> setting = settings("{\"expiresIn\": " + json + "}").expiresIn();
        assertEquals(seconds, setting == null ? null : setting.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e99", "99999999999", "1e9999", "\"\"", "\"5m\"", "true", "[300]", "{}"})
    void expiresIn_is_nothing_else(String json) {
        assertTrue(refused("bad_config_field", "{\"expiresIn\": " + json + "}").getMessage()
                .startsWith("\"expiresIn\" in " + file));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'\"true\"', true", "'\"false\"', false", "null,"})
    void sandbox_is_true_or_false(String json, Boolean sandbox) throws IOException {
        Setting<Boolean> setting = settings("{\"sandbox\": " + json + "}").sandbox();
        assertEquals(sandbox, setting == null ? null : setting.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"sandbox\": 1", "\"sandbox\": \"yes\"", "\"consumerKey\": 5", "\"subject\": true",
            "\"privateKeyFile\": [\"x\"]", "\"loginUrl\": {}", "\"audience\": 1"})
    void a_field_of_the_wrong_type_is_named(String field) {
        assertTrue(refused("bad_config_field", "{" + field + "}").getMessage().startsWith(field.replaceAll(":.*", "")));
    }

    @Test
    void an_empty_field_is_an_absent_one() throws IOException {
        assertEquals(OrgSettings.NONE, settings("""
                {"consumerKey": "", "subject": " ", "privateKeyFile": "", "loginUrl": "", "audience": null}"""));
    }

    @Test
    void a_relative_key_file_lies_beside_jwt_json_wherever_one_stands() throws IOException {
        assertEquals(folder.resolve("certs/server.key"), keyFile("./certs/server.key"));
        assertEquals(folder.getParent().resolve("keys/server.key"), keyFile("../keys/server.key"));
        assertEquals(Path.of("/etc/server.key"), keyFile("/etc/server.key"));
        Path relative = Path.of("").toAbsolutePath().relativize(file);
        assertEquals(folder.resolve("x.key"),
                ((KeySource.InFile) JwtJson.read(write(relative, "{\"privateKeyFile\": \"x.key\"}")).settings().key()
                        .value()).path());
    }

    @Test
    void a_key_pasted_where_its_path_belongs_is_refused_without_being_shown() {
        Failure failure = refused("bad_path", """
                {"privateKeyFile": "-----BEGIN PRIVATE KEY-----\\ncanary\\n-----END PRIVATE KEY-----"}""");
        assertFalse(failure.getMessage().contains("canary"));
    }

    @ParameterizedTest
    @CsvSource({"3MVG9Kip4IKAZQEVVbjF1dCTzcHAJKhrQ_Zs, key_is_consumer_key", "${SF_KEY}, key_is_unset_variable",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln, key_is_jwt",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709, key_is_thumbprint"})
    void what_is_pasted_in_place_of_the_path_is_called_by_its_name(String value, String code) {
        Failure failure = refused(code, "{\"privateKeyFile\": \"" + value + "\"}");
        assertTrue(failure.getMessage().contains("not the path of a private key"), failure.getMessage());
    }

    @Test
    void a_key_file_may_have_a_name_that_looks_like_another_value() throws IOException {
        String name = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
        write(folder.resolve(name), "");
        assertEquals(folder.resolve(name), keyFile(name));
    }

    @Test
    void of_a_key_given_twice_the_last_counts_as_in_the_original_and_a_warning_says_so() throws IOException {
        JwtJson json = JwtJson.read(write(file, "{\"consumerKey\": \"a\", \"consumer\\u004Bey\": \"b\"}"));
        assertEquals("b", json.settings().consumerKey().value());
        assertEquals(List.of("config " + file + " has \"consumerKey\" twice; the last one counts"),
                json.warnings().stream().map(Object::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} x", "{}{}", "{}]", "{} // done", "{}\u0000"})
    void text_behind_the_end_is_ignored_with_a_warning(String text) throws IOException {
        assertEquals(List.of("config " + file + " has text behind its end, which is ignored"),
                JwtJson.read(write(file, text)).warnings().stream().map(Object::toString).toList());
        assertEquals(List.of(), JwtJson.read(write(file, "{} \n")).warnings());
    }

    @Test
    void a_byte_order_mark_is_no_obstacle() throws IOException {
        assertEquals("k", settings("\uFEFF{\"consumerKey\": \"k\"}").consumerKey().value());
    }

    @Test
    void values_remember_their_place() throws IOException {
        assertEquals("\"subject\" in " + file, settings("{\"subject\": \"a@b\"}").username().name());
        assertNull(settings("{}").username());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{", "{\"a\": 1,}", "{'a': 1}", "{\"a\": \"C:\\keys\"}", "[]",
            "42", "\"x\"", "null", "{\"a\": NaN}", "{\"a\": \"x\ty\"}", "// c\n{}", "\u0000"})
    void what_is_not_one_JSON_object_is_refused(String text) {
        refused("config_not_json", text);
    }

    /** Who named the key by mistake would lose it by the other advice. */
    @Test
    void only_over_what_is_meant_as_JSON_a_config_is_to_be_written_again() throws IOException {
        Path key = file.resolveSibling("server.key");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nMIIE");
        assertEquals("name your jwt.json instead: --config",
                assertThrows(Failure.class, () -> JwtJson.read(key)).fix().toString());
        for (String text : List.of("", "{\"subject\"", "consumerKey: x")) {
            assertTrue(refused("config_not_json", text).fix().toString().contains("setup-config --force"), text);
        }
    }

    @Test
    void so_is_what_exceeds_the_parser() {
        refused("config_not_json", "{\"a\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}");
        refused("config_not_json", "{\"a\": " + "9".repeat(5_000) + "}");
        refused("config_not_json", "{\"a\": 1e99999999999}");
        refused("config_not_json", "{\"expiresIn\": 1e99999}");
        refused("file_too_large", "{\"a\": \"" + "x".repeat(70_000) + "\"}");
    }

    @Test
    void of_hostile_documents_none_is_read_or_one_with_a_warning() throws IOException {
        for (var document : HostileJson.documents().entrySet()) {
            Files.write(file, document.getValue());
            try {
                assertEquals(1, JwtJson.read(file).warnings().size(), document.getKey());
            } catch (Failure e) {
                assertTrue(e.code().matches("config_not_json|file_too_large"), document.getKey() + e);
            }
        }
    }

    @Test
    void the_place_of_a_mistake_is_said_and_the_text_is_not() {
        Failure failure = refused("config_not_json", "{\n  \"a\": canary\n}");
        assertTrue(failure.getMessage().contains("line 2, column 8"), failure::getMessage);
        assertFalse(failure.getMessage().contains("canary"));
    }

    @Test
    void text_in_another_encoding_is_refused_before_a_letter_is_lost() throws IOException {
        Files.write(file, "{\"city\": \"Köln\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(Failure.class, () -> JwtJson.read(file)).getMessage().contains("is not UTF-8"));
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, '{'});
        assertTrue(assertThrows(Failure.class, () -> JwtJson.read(file)).getMessage().contains("is not UTF-8"));
    }

    @Test
    void what_powershell_wrote_is_read_and_written_again_as_utf_8() throws IOException {
        Files.write(file, "\uFEFF{\"subject\": \"jörg@acme.example\"}\r\n".getBytes(StandardCharsets.UTF_16LE));
        JwtJson json = JwtJson.read(file);
        assertEquals("jörg@acme.example", json.settings().username().value());
        assertEquals(List.of(), json.warnings());
        assertTrue(new String(json.file().content(), StandardCharsets.UTF_8).contains("jörg@acme.example"));
    }

    private OrgSettings settings(String text) throws IOException {
        return JwtJson.read(write(file, text)).settings();
    }

    private Path keyFile(String text) throws IOException {
        return ((KeySource.InFile) settings("{\"privateKeyFile\": \"" + text + "\"}").key().value()).path();
    }

    private Failure refused(String code, String text) {
        Failure failure = assertThrows(Failure.class, () -> settings(text), text);
        assertEquals(code, failure.code());
        return failure;
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }
}
