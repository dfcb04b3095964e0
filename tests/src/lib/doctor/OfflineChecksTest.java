package lib.doctor;

import static lib.doctor.State.FAILED;
import static lib.doctor.State.OK;
import static lib.doctor.State.SKIPPED;
import static lib.doctor.State.WARNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lib.demo.DemoOrg;
import lib.failure.Voice;
import lib.keys.Tool;
import org.junit.jupiter.api.Test;

/** What is found out without a network: each check in each of its states. */
class OfflineChecksTest extends InAClinic {

    @Test
    void a_healthy_org_passes_every_check() {
        Doctor.Result result = clinic.examine();
        assertEquals(List.of(), result.checks().stream().filter(one -> one.finding().state() != OK).toList());
        assertEquals(30, result.checks().size());
        assertTrue(result.healthy());
        assertEquals("sfjwt get-token", result.next().toString());
        assertEquals(1, clinic.logins());
    }

    @Test
    void phases_follow_each_other() {
        var phases = new ArrayList<Phase>();
        clinic.examine().checks().forEach(one -> {
            if (phases.isEmpty() || phases.getLast() != one.phase()) {
                phases.add(one.phase());
            }
        });
        // the org is asked with the session of an administrator alone
        assertEquals(List.of(Phase.values()).subList(0, Phase.ORG.ordinal()), phases);
    }

    @Test
    void without_a_config_everything_is_skipped_and_nothing_sent() {
        Doctor.Result result = clinic.examine(folder.resolve("none.json"));
        check(result, "config", FAILED, "config_incomplete");
        result.checks().stream().skip(1).forEach(one -> assertEquals(SKIPPED, one.finding().state(), one::toString));
        assertTrue(result.next().toString().contains("sfjwt setup-config"));
        assertEquals(0, clinic.org.requests().size());
    }

    @Test
    void a_config_that_is_wrong_is_named() {
        clinic.config.put("loginUrl", "https://evil.example");
        Finding finding = check(clinic.examine(), "config", FAILED, "bad_login_url");
        assertTrue(finding.fix().toString().contains("https://acme.my.salesforce.com"), finding::toString);
        clinic.config.put("loginUrl", clinic.org.url().toString());
        clinic.config.put("subject", "nobody");
        check(clinic.examine(), "config", FAILED, "bad_username");
    }

    @Test
    void a_misspelt_field_is_a_warning() {
        clinic.config.put("audiance", "x");
        Finding finding = check(clinic.examine(), "config", WARNING, "config_odd");
        assertTrue(finding.text().contains("complete, for ") && finding.text().contains("did you mean \"audience\"?"),
                finding::toString);
    }

    @Test
    void a_check_of_one_setting_says_which_and_leads_there() {
        clinic.copy("other.key", "server.key");
        clinic.config.put("consumerKey", "my-app");
        JsonObject result = clinic.examine().json(Voice.PAGE);
        Map<String, String> settings = result.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(one -> one.containsKey("about")).collect(Collectors.toMap(one -> one.getString("check"),
                        one -> one.getJsonObject("about").getString("setting")));
        assertEquals(Map.of("key", "privateKeyFile", "certificate", "certPath", "key_and_certificate",
                "privateKeyFile", "consumer_key", "consumerKey", "username", "subject", "login_host", "loginUrl",
                "audience", "audience", "dns", "loginUrl"), settings);
        assertEquals("{\"step\":\"config\",\"field\":\"consumerKey\"}", at(result, "consumer_key"));
        // its fix is words alone
        assertEquals("{\"step\":\"config\",\"field\":\"privateKeyFile\"}", at(result, "key_and_certificate"));
    }

    @Test
    void a_config_that_is_wrong_leads_to_the_setting() {
        clinic.config.put("subject", "nobody");
        JsonObject result = clinic.examine().json(Voice.PAGE);
        assertEquals("subject", result.getJsonArray("checks").getJsonObject(0).getJsonObject("about")
                .getString("setting"));
        assertEquals("{\"step\":\"config\",\"field\":\"subject\"}", at(result, "config"));
        assertEquals(at(result, "config"), result.get("at").toString());
    }

    private static String at(JsonObject result, String check) {
        return result.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("check").equals(check)).findFirst().orElseThrow().get("at").toString();
    }

    @Test
    void a_key_that_cannot_be_read_skips_what_needs_it_but_not_the_network() throws Exception {
        clinic.config.put("privateKeyFile", "server.crt");
        Doctor.Result result = clinic.examine();
        check(result, "key", FAILED, "key_is_certificate");
        for (String name : List.of("key numbers", "key size", "key and certificate", "claims", "signature", "login",
                "userinfo")) {
            check(result, name, SKIPPED, "");
        }
        check(result, "api versions", OK, "");
        assertEquals(0, clinic.logins());
        clinic.config.put("privateKeyFile", "gone.key");
        check(clinic.examine(), "key", FAILED, "file_missing");
        clinic.copy("short.key", "server.key");
        clinic.config.put("privateKeyFile", "server.key");
        check(clinic.examine(), "key", FAILED, "key_too_short");
    }

    @Test
    void the_form_of_the_key_is_told() {
        assertTrue(check(clinic.examine(), "key", OK, "").text().contains("PKCS#8 PEM"));
        clinic.copy("encrypted.key", "server.key");
        check(clinic.examine(), "key", FAILED, "passphrase_needed");
        clinic.passphrase = what -> "secret".toCharArray();
        assertTrue(check(clinic.examine(), "key", OK, "").text().contains("encrypted"));
    }

    @Test
    void key_numbers_and_size() {
        check(clinic.examine(), "key numbers", OK, "");
        clinic.copy("exponent3.key", "server.key");
        check(clinic.examine(), "key numbers", WARNING, "key_exponent");
        clinic.copy("long.key", "server.key");
        check(clinic.examine(), "key size", WARNING, "key_long");
    }

    @Test
    void key_file_mode() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("server.key"), PosixFilePermissions.fromString("rw-r--r--"));
        Doctor.Result result = clinic.examine();
        assertEquals("chmod 600 server.key", check(result, "key file mode", WARNING, "key_open_to_others").fix()
                .toString());
        assertEquals("chmod 600 server.key", result.next().toString());
        assertTrue(result.healthy());
    }

    @Test
    void a_key_in_the_environment_has_no_file() throws Exception {
        clinic.config.remove("privateKeyFile");
        clinic.environment.put("SFJWT_PRIVATE_KEY", Files.readString(folder.resolve("server.key")));
        Doctor.Result result = clinic.examine();
        assertEquals("SFJWT_PRIVATE_KEY: an RSA key, PKCS#8 PEM", check(result, "key", OK, "").text());
        for (String name : List.of("key file mode", "key and git", "certificate", "key and certificate", "signature")) {
            check(result, name, SKIPPED, "");
        }
        check(result, "login", OK, "");
    }

    @Test
    void the_certificate_is_found_beside_the_key_or_named() throws Exception {
        Files.delete(folder.resolve("server.crt"));
        check(clinic.examine(), "certificate", SKIPPED, "");
        check(clinic.examine(), "key and certificate", SKIPPED, "");
        clinic.certificate = clinic.copy("server.crt", "elsewhere.pem");
        assertTrue(check(clinic.examine(), "certificate", OK, "").text().startsWith("elsewhere.pem"));
        clinic.certificate = folder.resolve("gone.crt");
        check(clinic.examine(), "certificate", FAILED, "file_missing");
        clinic.certificate = clinic.copy("server.csr", "server.csr");
        check(clinic.examine(), "certificate", FAILED, "cert_is_csr");
        clinic.certificate = null;
        clinic.copy("server.key", "prod.key");
        clinic.copy("server.crt", "prod.crt");
        clinic.config.put("privateKeyFile", "prod.key");
        assertTrue(check(clinic.examine(), "certificate", OK, "").text().startsWith("prod.crt"));
    }

    @Test
    void a_certificate_that_salesforce_does_not_take() throws Exception {
        clinic.certificate = clinic.copy("ec.crt", "ec.crt");
        Doctor.Result result = clinic.examine();
        check(result, "certificate key", FAILED, "cert_wrong_algorithm");
        check(result, "signature", FAILED, "signature_invalid");
        String pem = new String(Clinic.bytes("server.crt"));
        clinic.certificate = Files.writeString(folder.resolve("chain.crt"), pem + pem);
        check(clinic.examine(), "certificate alone", WARNING, "cert_chain");
        clinic.certificate = Files.writeString(folder.resolve("chain.crt"), new String(Clinic.bytes("ec.crt")) + pem);
        check(clinic.examine(), "certificate alone", WARNING, "cert_not_first");
        check(clinic.examine(), "key and certificate", OK, "");
        clinic.certificate = Files.write(folder.resolve("utf16.crt"), ("\uFEFF" + pem)
                .getBytes(StandardCharsets.UTF_16LE));
        check(clinic.examine(), "certificate alone", WARNING, "cert_utf16");
        clinic.certificate = Files.writeString(folder.resolve("large.crt"), "# comment\n".repeat(400) + pem);
        check(clinic.examine(), "certificate file size", FAILED, "cert_too_large");
    }

    @Test
    void a_certificate_of_another_key_fails_and_the_login_is_tried_all_the_same() {
        clinic.copy("other.crt", "server.crt");
        Doctor.Result result = clinic.examine();
        check(result, "key and certificate", FAILED, "key_cert_mismatch");
        check(result, "signature", FAILED, "signature_invalid");
        check(result, "login", OK, "");
        assertFalse(result.healthy());
    }

    @Test
    void certificate_validity() {
        check(clinic.examine(), "certificate validity", OK, "");
        clinic.copy("server-soon.crt", "server.crt");
        assertTrue(check(clinic.examine(), "certificate validity", WARNING, "cert_expires_soon").fix().toString()
                .contains("sfjwt generate-certs --reuse-key"));
        clinic.clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(11));
        check(clinic.examine(), "certificate validity", FAILED, "cert_expired");
        clinic.clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(-2));
        check(clinic.examine(), "certificate validity", FAILED, "cert_not_yet_valid");
    }

    /** Where each key is renewed: by what made it, in its own folder, with blanks in its name. */
    @Test
    void a_renewal_names_the_key_that_is_there() throws Exception {
        Path certs = Files.createDirectories(folder.resolve("my prod/certs"));
        for (String name : List.of("server.key", "server.crt")) {
            Files.copy(clinic.copy(name.equals("server.crt") ? "server-soon.crt" : name, name), certs.resolve(name));
        }
        clinic.config.put("privateKeyFile", "my prod/certs/server.key");
        assertTrue(renewal().contains("sfjwt generate-certs --reuse-key --force -o 'my prod/certs';"), this::renewal);
        Files.move(certs.resolve("server.key"), certs.resolve("acme.key"));
        Files.move(certs.resolve("server.crt"), certs.resolve("acme.crt"));
        clinic.config.put("privateKeyFile", "my prod/certs/acme.key");
        assertTrue(renewal().contains("-key 'my prod/certs/acme.key' -out 'my prod/certs/acme.crt';"), this::renewal);
    }

    private String renewal() {
        return check(clinic.examine(), "certificate validity", WARNING, "cert_expires_soon").fix().toString();
    }

    @Test
    void thirty_days_are_counted_by_the_clock() {
        Instant end = Instant.now().plus(Duration.ofDays(365));
        clinic.clock = Clock.fixed(end.minus(Duration.ofDays(31)), ZoneOffset.UTC);
        check(clinic.examine(), "certificate validity", OK, "");
        clinic.clock = Clock.fixed(end.minus(Duration.ofDays(29)), ZoneOffset.UTC);
        check(clinic.examine(), "certificate validity", WARNING, "cert_expires_soon");
    }

    @Test
    void the_consumer_key_is_only_warned_about() {
        check(clinic.examine(), "consumer key", OK, "");
        for (String odd : List.of("my-app", "3MVG9short")) {
            clinic.config.put("consumerKey", odd);
            check(clinic.examine(), "consumer key", WARNING, "consumer_key_odd");
        }
        clinic.config.put("consumerKey", "q3VtIGxvcmVtIQ==");
        assertFalse(check(clinic.examine(), "consumer key", WARNING, "consumer_key_odd").text().contains("q3VtIG"));
        clinic.config.put("consumerKey", "AB".repeat(32));
        assertTrue(check(clinic.examine(), "config", FAILED, "bad_consumer_key").text().contains("Consumer Secret"));
    }

    @Test
    void a_username_should_fit_its_sandbox() {
        clinic.environment.put("HTTPS_PROXY", "http://127.0.0.1:1"); // nothing leaves this machine
        clinic.config.put("loginUrl", "https://acme--dev.sandbox.my.salesforce.com");
        Doctor.Result result = clinic.examine();
        check(result, "username", WARNING, "username_without_sandbox");
        String audience = check(result, "audience", OK, "").text();
        assertTrue(audience.startsWith("https://acme--dev.sandbox.my.salesforce.com")
                && audience.contains("https://test.salesforce.com"), audience);
        assertTrue(check(result, "login host", OK, "").text().contains("sandbox"));
        clinic.config.put("subject", DemoOrg.USERNAME + ".DEV");
        check(clinic.examine(), "username", OK, "");
    }

    @Test
    void host_and_audience_should_fit_each_other() {
        clinic.environment.put("HTTPS_PROXY", "http://127.0.0.1:1");
        clinic.config.put("loginUrl", "https://acme.my.salesforce.com");
        check(clinic.examine(), "login host", OK, "");
        clinic.config.put("sandbox", "true");
        check(clinic.examine(), "login host", WARNING, "sandbox_at_production_host");
        clinic.config.remove("loginUrl");
        assertTrue(check(clinic.examine(), "login host", OK, "").text().contains("for every sandbox"));
        clinic.config.put("audience", "https://login.salesforce.com");
        check(clinic.examine(), "audience", WARNING, "audience_by_hand");
    }

    @Test
    void the_claims_are_shown_and_the_assertion_is_not() {
        clinic.config.put("expiresIn", "120");
        String text = check(clinic.examine(), "claims", OK, "").text();
        assertTrue(text.matches("RS256; sub .+, aud http://127\\.0\\.0\\.1:[0-9]+, exp [0-9]{10} in seconds, "
                + "120 s from now"),
                text);
    }

    @Test
    void git_is_asked() {
        check(clinic.examine(), "key and git", OK, "");
        git("init", "-q");
        assertTrue(check(clinic.examine(), "key and git", OK, "").text().contains("does not track"));
        git("add", "-f", "server.key", "jwt.json");
        Doctor.Result result = clinic.examine();
        assertTrue(check(result, "key and git", FAILED, "key_in_git").fix().toString().startsWith("git rm --cached "
                + "server.key"));
        check(result, "config and git", WARNING, "config_in_git");
        clinic.environment.put("PATH", folder.toString());
        check(clinic.examine(), "key and git", SKIPPED, "");
        check(clinic.examine(), "config and git", SKIPPED, "");
    }

    @Test
    void git_takes_a_name_for_a_name_and_runs_nothing_of_the_repository() throws Exception {
        git("init", "-q");
        Files.writeString(folder.resolve("a.key"), "x");
        git("add", "-f", "a.key");
        Path touched = folder.resolve("touched");
        Path hook = folder.resolve("hook");
        Files.writeString(hook, "#!/bin/sh\ntouch " + touched + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        git("config", "core.fsmonitor", hook.toString());
        clinic.copy("server.key", "[a].key");
        clinic.config.put("privateKeyFile", "[a].key");
        check(clinic.examine(), "key and git", OK, "");
        assertFalse(Files.exists(touched));
    }

    private void git(String... words) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Tool.run(folder, command.toArray(String[]::new));
    }

    private static Finding check(Doctor.Result result, String name, State state, String code) {
        Finding finding = Clinic.finding(result, name);
        assertEquals(state, finding.state(), () -> name + ": " + finding);
        assertEquals(code, finding.code(), finding::toString);
        return finding;
    }
}
