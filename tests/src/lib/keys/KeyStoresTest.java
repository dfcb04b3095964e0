package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PKCS#12 and JKS as openssl and keytool make them. */
class KeyStoresTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make_stores() {
        for (String name : new String[] {"pkcs8.pem", "certificate.pem", "ec-pkcs8.pem"}) {
            write(name, TestKeys.bytes(name));
        }
        String export = "openssl pkcs12 -export -inkey pkcs8.pem -in certificate.pem -passout pass:changeit ";
        tool(export + "-out modern.p12");
        tool(export + "-legacy -out legacy.p12");
        tool(export + "-name sf -out named.p12");
        tool(export + "-keypbe NONE -certpbe NONE -out open.p12");
        tool(export + "-macalg sha512 -iter 1 -out sha512.p12");
        tool("openssl pkcs12 -export -nokeys -in certificate.pem -caname ca -passout pass:changeit -out certs.p12");
        tool("openssl req -new -x509 -key ec-pkcs8.pem -subj /CN=ec -out ec.crt");
        tool("openssl pkcs12 -export -inkey ec-pkcs8.pem -in ec.crt -passout pass:changeit -out ec.p12");
        for (String type : new String[] {"PKCS12", "JKS"}) {
            for (String alias : new String[] {"prod", "Sandbox 1"}) {
                Tool.keytool(folder, "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=x", "-alias",
                        alias, "-keystore", "several." + type, "-storetype", type, "-keypass", "changeit");
            }
            Tool.keytool(folder, "-importkeystore", "-srckeystore", "several." + type, "-srcstorepass", "changeit",
                    "-srcalias", "prod", "-destkeystore", "one." + type, "-deststoretype", type);
        }
        Tool.keytool(folder, "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=x", "-alias", "own",
                "-keystore", "own.JKS", "-storetype", "JKS", "-keypass", "changeit2");
        Tool.keytool(folder, "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=x", "-alias", "a",
                "-keystore", "old.jceks", "-storetype", "JCEKS", "-keypass", "changeit");
        Tool.keytool(folder, "-genkeypair", "-keyalg", "RSA", "-keysize", "1024", "-dname", "CN=x", "-alias", "a",
                "-keystore", "short.p12", "-storetype", "PKCS12");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "modern.p12 | PKCS#12 key store | ", "legacy.p12 | PKCS#12 key store | old, weak encryption (PKCS#12 PBE)",
        "named.p12 | PKCS#12 key store | ", "sha512.p12 | PKCS#12 key store | "})
    void the_key_comes_out_of_every_store_of_openssl(String file, String format, String warning) {
        SigningKey key = read(file, null);
        assertEquals(TestKeys.read("pkcs8.der").spkiSha256(), key.spkiSha256());
        assertEquals(format, key.format());
        assertTrue(key.encrypted());
        assertEquals(warning == null ? 0 : 1, key.warnings().size(), key.warnings().toString());
        assertTrue(warning == null || key.warnings().getFirst().toString().startsWith(warning),
                key.warnings().toString());
        assertEquals(List.of(), KeyCheck.run(key, Named.of("x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void a_store_of_several_keys_wants_an_alias_and_names_them(String type) {
        Failure needed = refusal("several." + type, null);
        assertEquals("key_alias_needed", needed.code());
        assertTrue(needed.getMessage().endsWith("holds 2 private keys: prod, sandbox 1"), needed.getMessage());
        assertTrue(needed.fix().toString().contains("such as prod, with --key-alias"), needed.fix().toString());

        String prod = read("one." + type, null).spkiSha256();
        assertEquals(prod, read("several." + type, "prod").spkiSha256());
        assertEquals(prod, read("several." + type, "PROD").spkiSha256());
        assertFalse(prod.equals(read("several." + type, "Sandbox 1").spkiSha256()));

        Failure unknown = refusal("several." + type, "dev");
        assertEquals("key_alias_unknown", unknown.code());
        assertTrue(unknown.fix().toString().contains("prod, sandbox 1"), unknown.fix().toString());
    }

    @Test
    void jks_works_and_is_called_weak() {
        SigningKey key = read("one.JKS", null);
        assertEquals("JKS key store", key.format());
        assertTrue(key.warnings().getFirst().toString().contains("keytool -importkeystore -srckeystore"),
                key.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "certs.p12 | keystore_without_key    | holds no private key",
        "ec.p12    | key_wrong_algorithm     | an EC private key",
        "short.p12 | key_too_short           | of 1024 bits",
        "open.p12  | keystore_unreadable     | its key is not encrypted",
        "own.JKS   | keystore_key_passphrase | a passphrase of its own",
        "old.jceks | key_is_jceks            | JCEKS"})
    void other_stores_are_refused_for_what_they_are(String file, String code, String says) {
        Failure failure = refusal(file, null);
        assertEquals(code, failure.code(), failure.getMessage());
        assertTrue(failure.getMessage().contains(says), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"modern.p12", "legacy.p12", "one.JKS", "sha512.p12"})
    void a_wrong_passphrase_is_called_one_and_none_is_asked_for(String file) {
        for (String wrong : new String[] {"wrong", "", "changeit "}) {
            Failure failure = TestKeys.refusal(() -> PrivateKeys.read(file(file, null), what -> wrong.toCharArray()));
            assertEquals("key_passphrase_wrong", failure.code());
        }
        assertEquals("passphrase_needed",
                TestKeys.refusal(() -> PrivateKeys.read(file(file, null), Passphrase.NONE)).code());
    }

    @Test
    void the_passphrase_is_wiped() {
        char[] secret = "changeit".toCharArray();
        PrivateKeys.read(file("modern.p12", null), what -> secret);
        assertEquals("\0".repeat(8), new String(secret));
    }

    @Test
    void lengths_left_open_are_read() throws Exception {
        var members = ASN1Sequence.getInstance(Files.readAllBytes(folder.resolve("sha512.p12")));
        write("ber.p12", new BERSequence(members.toArray()).getEncoded());
        assertEquals(0x80, Files.readAllBytes(folder.resolve("ber.p12"))[1] & 0xFF);
        assertEquals(2048, read("ber.p12", null).bits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000001", "2147483648", "99999999999999999999"})
    void too_many_rounds_are_refused_before_any_is_done(String rounds) throws Exception {
        byte[] store = Files.readAllBytes(folder.resolve("legacy.p12"));
        int changed = 0;
        for (byte[] bomb : bombs(ASN1Primitive.fromByteArray(store), new ASN1Integer(new BigInteger(rounds)))) {
            write("bomb.p12", bomb);
            Failure failure = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> refusal("bomb.p12", null));
            assertEquals("key_kdf_too_costly", failure.code());
            changed++;
        }
        assertEquals(3, changed, "MAC, certificate, key");
    }

    @Test
    void rounds_that_java_takes_each_are_refused_for_their_sum() throws Exception {
        byte[] store = Files.readAllBytes(folder.resolve("legacy.p12"));
        for (int i = 0; i < 3; i++) {
            store = bombs(ASN1Primitive.fromByteArray(store), new ASN1Integer(4_000_000)).get(i);
        }
        write("sum.p12", store);
        assertEquals("key_kdf_too_costly", refusal("sum.p12", null).code());
    }

    @Test
    void a_store_cut_off_or_changed_anywhere_is_a_key_or_a_failure() throws Exception {
        for (String file : new String[] {"sha512.p12", "one.JKS", "open.p12"}) {
            byte[] whole = Files.readAllBytes(folder.resolve(file));
            for (int at = 0; at < whole.length; at += 17) {
                readOrRefuse(Arrays.copyOf(whole, at), file + " cut to " + at);
                byte[] changed = whole.clone();
                changed[at] ^= 0x41;
                readOrRefuse(changed, file + " changed at " + at);
            }
        }
    }

    @Test
    void damage_says_how_to_take_the_key_out() throws Exception {
        byte[] store = Files.readAllBytes(folder.resolve("one.JKS"));
        store[7] = 9; // the version
        write("damaged.JKS", store);
        Failure failure = refusal("damaged.JKS", null);
        assertEquals("keystore_unreadable", failure.code());
        assertTrue(failure.fix().toString().contains("-legacy"), failure.fix().toString());
    }

    /** The store with each count of rounds of a PBE or the MAC replaced: (salt, rounds) in turn, wherever it is. */
    private static List<byte[]> bombs(ASN1Primitive store, ASN1Integer rounds) throws IOException {
        var bombs = new ArrayList<byte[]>();
        for (int i = 0; ; i++) {
            int[] left = {i};
            byte[] changed = replaced(store, rounds, left).toASN1Primitive().getEncoded("DER");
            if (left[0] >= 0) {
                return bombs;
            }
            bombs.add(changed);
        }
    }

    private static ASN1Encodable replaced(ASN1Encodable element, ASN1Integer rounds, int[] left) throws IOException {
        if (element instanceof ASN1Sequence sequence) {
            ASN1Encodable[] members = sequence.toArray();
            int last = members.length - 1;
            if (last >= 1 && members[last] instanceof ASN1Integer && members[last - 1] instanceof ASN1OctetString) {
                if (left[0]-- == 0) {
                    members[last] = rounds;
                }
                if (last == 1) {
                    return new DERSequence(members);
                }
            }
            for (int i = 0; i <= last; i++) {
                members[i] = replaced(members[i], rounds, left);
            }
            return new DERSequence(members);
        }
        if (element instanceof ASN1TaggedObject tagged && tagged.isExplicit()) {
            return new DERTaggedObject(true, tagged.getTagNo(),
                    replaced(tagged.getExplicitBaseObject(), rounds, left));
        }
        if (element instanceof ASN1OctetString octets && octets.getOctets().length > 40
                && octets.getOctets()[0] == 0x30) {
            try {
                return new DEROctetString(replaced(ASN1Primitive.fromByteArray(octets.getOctets()), rounds, left));
            } catch (IOException e) {
                return element; // ciphertext
            }
        }
        return element;
    }

    private static void readOrRefuse(byte[] content, String name) {
        try {
            KeyForms.read(content, Named.key(Path.of("x")), what -> "changeit".toCharArray());
        } catch (Failure e) {
            assertTrue(e.code().matches("[a-z0-9_]+"), name);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(name, e);
        }
    }

    private static SigningKey read(String file, String alias) {
        return PrivateKeys.read(file(file, alias), what -> "changeit".toCharArray());
    }

    private static Failure refusal(String file, String alias) {
        return TestKeys.refusal(() -> read(file, alias));
    }

    private static KeySource file(String name, String alias) {
        Path path = folder.resolve(name);
        path.toFile().setReadable(false, false);
        path.toFile().setReadable(true, true);
        return new KeySource.InFile(path, alias);
    }

    private static void write(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void tool(String command) {
        Tool.run(folder, Map.of(), command.split(" "));
    }
}
