package lib.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenUriTest {

    @TempDir
    Path folder;

    @Test
    void attributes_are_decoded_as_rfc_7512_says() {
        TokenUri uri = TokenUri.parse("pkcs11:token=My%20Token%3B%c3%bc;object=a%3Db;id=%00%fF1;slot-id=7;type=private"
                + "?module-path=/usr/lib/a.so&pin-source=file:/run/pin", "--key-file");
        assertEquals("My Token;ü", uri.get("token"));
        assertEquals("a=b", uri.get("object"));
        assertArrayEquals(new byte[] {0, (byte) 0xFF, '1'}, uri.id());
        assertEquals("/usr/lib/a.so", uri.get("module-path"));
        assertEquals("file:/run/pin", uri.get("pin-source"));
        assertNull(uri.get("serial"));
    }

    @Test
    void the_scheme_alone_and_its_case_do_not_matter() {
        assertTrue(TokenUri.isOne("PKCS11:token=x"));
        assertTrue(TokenUri.parse("pkcs11:", "x").attributes().isEmpty());
        assertFalse(TokenUri.isOne("certs/pkcs11:x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs11:token", "pkcs11:tokn=x", "pkcs11:token=a;token=b", "pkcs11:token=%2",
        "pkcs11:token=%zz", "pkcs11:slot-id=x", "pkcs11:type=secret-key", "pkcs11:token=x;", "pkcs11:token=x?object=y",
        "pkcs11:module-path=/x"})
    void what_is_malformed_is_refused(String text) {
        Failure failure = assertThrows(Failure.class, () -> TokenUri.parse(text, "--key-file"));
        assertEquals("bad_pkcs11_uri", failure.code());
        assertTrue(failure.getMessage().startsWith("--key-file is not a pkcs11: URI"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs11:token=x?pin-value=4711", "pkcs11:pin-value=4711", "pkcs11:x=%2?pin-value=4711"})
    void a_pin_in_it_is_refused_and_not_repeated(String text) {
        Failure failure = assertThrows(Failure.class, () -> TokenUri.parse(text, "SFJWT_PRIVATE_KEY_FILE"));
        assertFalse((failure.getMessage() + failure.fix()).contains("4711"), failure.getMessage());
        assertTrue(text.contains("x=%2") || failure.code().equals("pkcs11_pin_in_uri"), failure.code());
    }

    @Test
    void an_alias_becomes_the_object_unless_there_is_one() {
        assertEquals("pkcs11:token=x;object=a%20b?module-name=m",
                TokenUri.parse("pkcs11:token=x?module-name=m", "x").object("a b").text());
        assertEquals("pkcs11:object=c", TokenUri.parse("pkcs11:object=c", "x").object("a").text());
        assertEquals("pkcs11:object=a", TokenUri.parse("pkcs11:", "x").object("a").text());
    }

    @Test
    void a_library_is_found_by_path_by_name_or_by_the_variable() {
        String softhsm = SoftHsm.LIBRARY.toString();
        assertEquals(SoftHsm.LIBRARY, ModuleFile.of(uri("?module-path=" + softhsm), "/no/such.so"));
        assertEquals(SoftHsm.LIBRARY, ModuleFile.of(uri(""), softhsm));
        assertEquals("libsofthsm2.so", ModuleFile.of(uri("?module-name=softhsm2"), null).getFileName().toString());
        for (TokenUri uri : new TokenUri[] {uri(""), uri("?module-path=/no/such.so"), uri("?module-path=lib.so"),
            uri("?module-name=none"), uri("?module-name=..%2Fx"), uri("?module-path=%00")}) {
            assertEquals("pkcs11_no_module", assertThrows(Failure.class, () -> ModuleFile.of(uri, null)).code());
        }
    }

    @Test
    void a_file_may_name_a_library_of_the_system_only() throws Exception {
        ModuleFile.requireSystemPlace(uri("?module-path=" + SoftHsm.LIBRARY), "x");
        ModuleFile.requireSystemPlace(uri(""), "x");
        Path planted = Files.createFile(folder.resolve("evil.so"));
        for (String path : new String[] {planted.toString(), "/usr/lib/../.." + planted, "evil.so",
            "/usr/libevil/x.so"}) {
            Failure failure = assertThrows(Failure.class,
                    () -> ModuleFile.requireSystemPlace(uri("?module-path=" + path), "\"privateKeyFile\""));
            assertEquals("pkcs11_module_untrusted", failure.code());
            assertTrue(failure.fix().toString().contains("SFJWT_PKCS11_MODULE"), failure.fix().toString());
        }
    }

    private static TokenUri uri(String query) {
        return TokenUri.parse("pkcs11:token=x" + query, "x");
    }
}
