package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lib.failure.Failure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as ssh-keygen writes them. */
class OpenSshKeyTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make_keys() {
        Tool.run(folder, "ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", "plain", "-C", "me@here");
        Tool.run(folder, "ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "gehe1m ü", "-f",
                "encrypted");
        Tool.run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "ed25519");
        Tool.run(folder, "ssh-keygen", "-q", "-t", "rsa", "-b", "1024", "-N", "", "-f", "short");
    }

    @Test
    void a_plain_key_is_the_one_that_ssh_keygen_converts_it_to() throws Exception {
        SigningKey key = read("plain");
        assertEquals("OpenSSH", key.format());
        assertFalse(key.encrypted());
        assertEquals(List.of(), key.warnings());
        assertEquals(List.of(), KeyCheck.run(key, Named.of("x")));
        Files.copy(folder.resolve("plain"), folder.resolve("converted"));
        folder.resolve("converted").toFile().setReadable(false, false);
        folder.resolve("converted").toFile().setReadable(true, true);
        Tool.run(folder, "ssh-keygen", "-q", "-p", "-P", "", "-N", "", "-m", "PEM", "-f", "converted");
        assertEquals("PKCS#1 PEM", read("converted").format());
        assertEquals(read("converted").numbers().orElseThrow(), key.numbers().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes256-ctr", "aes128-cbc", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com"})
    void an_encrypted_key_opens_with_its_passphrase(String cipher) {
        Path file = folder.resolve("encrypted");
        Tool.run(folder, "ssh-keygen", "-q", "-p", "-P", "gehe1m ü", "-N", "gehe1m ü", "-Z", cipher, "-f", "encrypted");
        SigningKey key = PrivateKeys.read(new KeySource.InFile(file), what -> "gehe1m ü".toCharArray());
        assertEquals("OpenSSH, encrypted", key.format());
        assertTrue(key.encrypted());
        assertEquals(List.of(), KeyCheck.run(key, Named.of("x")));
        for (String wrong : new String[] {"", "gehe1m", "gehe1m u"}) {
            assertEquals("key_passphrase_wrong", TestKeys.refusal(() -> PrivateKeys.read(
                    new KeySource.InFile(file), what -> wrong.toCharArray())).code());
        }
        assertEquals("passphrase_needed", TestKeys.refusal(() -> read("encrypted")).code());
    }

    @Test
    void too_many_rounds_are_refused_before_any_is_done() throws Exception {
        byte[] blob = Pem.blocks(Files.readString(folder.resolve("encrypted")), "x").getFirst().bytes();
        int rounds = 15 + 4 + "aes256-ctr".length() + 4 + "bcrypt".length() + 4 + 4 + 16;
        blob[rounds] = 0x7F;
        Failure failure = TestKeys.refusal(() -> KeyForms.read(
                TestKeys.latin1(Pem.write("OPENSSH PRIVATE KEY", blob)), Named.of("x"), what -> {
                    throw new AssertionError("asked for a passphrase that cannot help");
                }));
        assertEquals("key_kdf_too_costly", failure.code());
        assertTrue(failure.fix().toString().contains("ssh-keygen -p -a 24"), failure.fix().toString());
    }

    @Test
    void others_are_refused_for_what_they_are() {
        assertEquals("key_wrong_algorithm", TestKeys.refusal(() -> read("ed25519")).code());
        assertEquals("key_too_short", TestKeys.refusal(() -> read("short")).code());
        assertEquals("key_is_public_key", TestKeys.refusal(() -> read("plain.pub")).code());
    }

    @Test
    void a_key_cut_off_or_changed_anywhere_is_a_key_or_a_failure() throws Exception {
        byte[] whole = Pem.blocks(Files.readString(folder.resolve("plain")), "x").getFirst().bytes();
        String spki = read("plain").spkiSha256();
        for (int at = 0; at < whole.length; at++) {
            byte[] cut = Arrays.copyOf(whole, at);
            TestKeys.refusal(() -> read(cut));
            byte[] changed = whole.clone();
            changed[at] ^= 0x11;
            try {
                assertEquals(spki, read(changed).spkiSha256(), "changed at " + at);
            } catch (Failure e) {
                assertTrue(e.code().startsWith("key_"), e.code());
            }
        }
    }

    private static SigningKey read(byte[] blob) {
        return TestKeys.read(TestKeys.latin1(Pem.write("OPENSSH PRIVATE KEY", blob)));
    }

    private static SigningKey read(String name) {
        return PrivateKeys.read(new KeySource.InFile(folder.resolve(name)), Passphrase.NONE);
    }
}
