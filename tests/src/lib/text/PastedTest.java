package lib.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHOSJ9.c2lnbmF0dXJl | JSON_WEB_TOKEN",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHOSJ9.             | JSON_WEB_TOKEN",
        "$(SFJWT_PRIVATE_KEY)       | UNSET_VARIABLE", "${PRIVATE_KEY}      | UNSET_VARIABLE",
        "${{ secrets.KEY }}         | UNSET_VARIABLE", "$SF_KEY             | UNSET_VARIABLE",
        "${env:SF_KEY}              | UNSET_VARIABLE", "%SF_KEY%            | UNSET_VARIABLE",
        "{{ sf_key }}               | UNSET_VARIABLE", "$[variables.KEY]    | UNSET_VARIABLE",
        "#{SF_KEY}#                 | UNSET_VARIABLE", "#{sf.key}           | UNSET_VARIABLE",
        "__SF_KEY__                 | UNSET_VARIABLE", "@@SF_KEY@@          | UNSET_VARIABLE",
        "null                       | NOTHING",        "undefined           | NOTHING",
        "None                       | NOTHING",        "<no value>          | NOTHING",
        "YOUR_CONSUMER_KEY          | PLACEHOLDER",    "your-domain         | PLACEHOLDER",
        "<your consumer key>        | PLACEHOLDER",
        "op://vault/item/key        | SECRET_ADDRESS", "vault:secret/sf#key | SECRET_ADDRESS",
        "projects/12/secrets/sf/versions/latest | SECRET_ADDRESS",
        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:sf-AbCdEf | SECRET_ADDRESS",
        "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/sf) | SECRET_ADDRESS",
        "file://certs/server.key    | PATH",           "file:///etc/sf/x    | PATH",
        "***                        | MASKED",         "••••••••            | MASKED",
        "[MASKED]                   | MASKED",         "<redacted>          | MASKED",
        "xxxxxxxxxxxx               | MASKED",
        "3MVG9Kip4...               | SHORTENED",      "3MVG9Kip4…abc       | SHORTENED",
        "3MVG9Kip4IKAZQEVVbjF1dCTzcHAJKhrQ_Zs.w8sGfTdR4Y1YmTvTiBc6b | CONSUMER_KEY",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709 | THUMBPRINT",
        "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709 | THUMBPRINT",
        "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU | FINGERPRINT",
        "DA:39:A3:EE:5E:6B:4B:0D:32:55:BF:EF:95:60:18:90:AF:D8:07:09 | FINGERPRINT",
        "sha256 Fingerprint=DA:39:A3:EE:5E:6B:4B:0D:32:55:BF:EF:95:60:18:90:AF:D8:07:09 | FINGERPRINT",
        "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF | CONSUMER_SECRET",
        "1234567890123456789        | CONSUMER_SECRET",
        "0123456789abcdef0123456789abcdef:89abcdef0123456789abcdef01234567 | ENCRYPTED_HEX",
        "00D5g000004AbCd!AQEAQ.x_y  | ACCESS_TOKEN",   "00D5g000004AbCdEAG  | ORG_ID",
        "5Aep861TSESvWeug_wYhWvVnqQ_gTt | REFRESH_TOKEN",
        "force://PlatformCLI::5Aep861x@acme.my.salesforce.com | SFDX_AUTH_URL",
        "1b4e28ba-2fa1-11d2-883f-0016d3cca427 | UUID",
        "https://acme.my.salesforce.com | WEB_ADDRESS",
        "ci@acme.com.uat            | USERNAME",
        "/etc/keys/server           | PATH",           "certs/server.key    | PATH",
        "~/keys/my key.pem          | PATH",           "./x                 | PATH",
        "C:\\keys\\server.key       | PATH",           "server.p12          | PATH",
        "ssh-rsa AAAAB3NzaC1yc2E= me@here | PUBLIC_KEY",
        "PuTTY-User-Key-File-3: ssh-rsa | PUTTY",
        "-----BEGIN PUBLIC KEY----- MIIB | PUBLIC_KEY",
        "-----BEGIN CERTIFICATE----- MIIB | CERTIFICATE",
        "-----BEGIN CERTIFICATE REQUEST----- MIIB | CSR",
        "-----BEGIN ENCRYPTED PRIVATE KEY----- MIIB | PRIVATE_KEY"})
    void a_value_is_called_by_its_name(String text, Pasted kind) {
        assertEquals(Optional.of(kind), Pasted.of(text));
        assertEquals(Optional.of(kind), Pasted.of(" \"" + text + "\"\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "a key", "your", "yours", "nullable", "__", "<x>", "12345", "prod",
        "da39a3ee5e6b4b0d3255bfef95601890afd8070",
        "99ff00112233445566778899aabbccddeeff00112233445566778899aabbccdd"})
    void others_have_none(String text) {
        assertEquals(Optional.empty(), Pasted.of(text));
    }

    @Test
    void a_megabyte_of_anything_is_answered_soon() {
        for (String unit : new String[] {"a", "$", "*", "eyJ.", "a.", "00", "00:", "@", "-----BEGIN ", "{", "/", "\n",
            "3MVG", "..."}) {
            String much = unit.repeat(1_000_000 / unit.length());
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Pasted.of(much), unit);
        }
    }

    @Test
    void a_file_of_nothing_but_comments_is_read_to_its_end() {
        assertEquals(Optional.empty(), Pasted.of("#\n".repeat(100_000) + "AGE"));
    }
}
