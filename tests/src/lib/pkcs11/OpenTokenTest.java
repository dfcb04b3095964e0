package lib.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.List;
import lib.failure.Failure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against SoftHSM. */
class OpenTokenTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void fill_a_token() {
        SoftHsm.pkcs11Tool("Main", "--keypairgen", "--key-type", "rsa:2048", "--label", "bare", "--id", "0a");
        SoftHsm.pkcs11Tool("Main", "--keypairgen", "--key-type", "rsa:1024", "--label", "short", "--id", "0b");
        SoftHsm.pkcs11Tool("Main", "--keypairgen", "--key-type", "EC:prime256v1", "--label", "ec", "--id", "0c");
        SoftHsm.pkcs11Tool("Main", "--keypairgen", "--key-type", "rsa:2048", "--label", "double", "--id", "0d");
        SoftHsm.pkcs11Tool("Main", "--keypairgen", "--key-type", "rsa:2048", "--label", "double", "--id", "0e");
    }

    @Test
    void a_key_is_made_in_the_token_and_cannot_leave_it() throws Exception {
        OpenToken token = open("token=Main;object=made;id=%99");
        assertFalse(token.hasKey());
        TokenKey key = token.make(3072);
        assertEquals(3072, key.publicKey().getModulus().bitLength());
        assertNull(key.key().getEncoded());
        byte[] message = {1, 2, 3};
        Signature signing = Signature.getInstance("SHA256withRSA", key.provider());
        signing.initSign(key.key());
        signing.update(message);
        Signature verifying = Signature.getInstance("SHA256withRSA");
        verifying.initVerify(key.publicKey());
        verifying.update(message);
        assertTrue(verifying.verify(signing.sign()));
        String listed = SoftHsm.pkcs11Tool("Main", "--list-objects", "--type", "privkey", "--id", "99");
        assertTrue(listed.contains("made") && listed.contains("never extractable"), listed);
        assertEquals("pkcs11_key_without_certificate", refusal("token=Main;object=made"));
    }

    @Test
    void what_does_not_fit_is_called_by_its_name() {
        assertEquals("pkcs11_no_token", refusal("token=None"));
        assertEquals("pkcs11_several_tokens", refusal("token=Twin"));
        assertEquals("pkcs11_no_key", refusal("token=Main;object=none"));
        assertEquals("pkcs11_no_key", refusal("token=Main;object=bare;id=%0b"));
        assertEquals("pkcs11_several_keys", refusal("token=Main;object=double"));
        assertEquals("pkcs11_several_keys", refusal("token=Main"));
        assertEquals("pkcs11_key_without_certificate", refusal("token=Main;object=bare"));
        assertEquals("key_too_short", refusal("token=Main;object=short"));
        assertEquals("key_wrong_algorithm", refusal("token=Main;object=ec"));
        Failure several = assertThrows(Failure.class, () -> open("token=Main;object=double").key());
        assertTrue(several.fix().toString().contains("object=double;id=%0d, object=double;id=%0e")
                || several.fix().toString().contains("object=double;id=%0e, object=double;id=%0d"),
                        several.fix().toString());
        Failure unnamed = assertThrows(Failure.class, () -> open("token=Main").make(2048));
        assertEquals("pkcs11_key_unnamed", unnamed.code());
    }

    @Test
    void a_wrong_pin_is_called_one_and_is_wiped() {
        char[] wrong = "9999".toCharArray();
        Failure failure = assertThrows(Failure.class, () -> OpenToken.open(uri("token=Strict"), library(), name -> {
            assertEquals("token Strict", name.replaceFirst(" \\(the last.*", ""));
            return wrong;
        }));
        assertEquals("pkcs11_pin_wrong", failure.code());
        assertArrayEquals(new char[4], wrong);
    }

    @Test
    void the_pin_may_come_from_the_file_that_the_uri_names() throws Exception {
        Path file = Files.writeString(folder.resolve("pin"), SoftHsm.PIN + "\nsecond line\n");
        OpenToken token = OpenToken.open(uri("token=Main?pin-source=file:" + file), library(), name -> {
            throw new AssertionError("asked");
        });
        assertEquals("Main", token.label());
        assertEquals("bad_pkcs11_uri", assertThrows(Failure.class,
                () -> OpenToken.open(uri("token=Main?pin-source=pin"), library(), name -> null)).code());
    }

    @Test
    void a_library_that_is_none_is_refused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.so"), "hello");
        assertEquals("pkcs11_module_unusable", assertThrows(Failure.class,
                () -> OpenToken.open(uri("token=Main"), text.toString(), name -> null)).code());
        Path other = Path.of("/lib/x86_64-linux-gnu/libc.so.6");
        if (Files.exists(other)) {
            assertEquals("pkcs11_module_unusable", assertThrows(Failure.class,
                    () -> OpenToken.open(uri("token=Main"), other.toString(), name -> null)).code());
        }
    }

    @Test
    void a_locked_token_is_not_tried_and_the_last_try_is_announced() {
        var locked = new Token(1, 0, "Card", "m", "m", "1", 0x40404);
        assertEquals("pkcs11_pin_locked", assertThrows(Failure.class,
                () -> Token.of(uri("token=Card"), List.of(locked))).code());
        var last = new Token(1, 0, "Card", "m", "m", "1", 0x20404);
        assertTrue(Token.of(uri("serial=1"), List.of(last)).isLastTry());
    }

    private static String refusal(String path) {
        Failure failure = assertThrows(Failure.class, () -> open(path).key());
        assertFalse((failure.getMessage() + failure.fix()).contains(SoftHsm.PIN), failure.getMessage());
        return failure.code();
    }

    private static OpenToken open(String path) {
        return OpenToken.open(uri(path), library(), name -> SoftHsm.PIN.toCharArray());
    }

    private static TokenUri uri(String path) {
        return TokenUri.parse("pkcs11:" + path, "--key-file");
    }

    private static String library() {
        return SoftHsm.LIBRARY.toString();
    }
}
