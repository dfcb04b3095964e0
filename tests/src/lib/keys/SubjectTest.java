package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import lib.failure.Kind;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    @ParameterizedTest
    @ValueSource(strings = {"Acme \"Quoted\", Corp / CN=evil", "#0C0141", "#", "\\", "\\23ff", "a+b=c;d<e>f", ",", "+",
        "=", " leading", "trailing ", "  both  ", "trailing backslash \\", "😀 GmbH", "Ünïcödé", "株式会社",
        "a/CN=b", "$(id)", "\"", "''", "CN=x,O=y", "%41", "a, b\\, c"})
    void any_text_comes_back_literally(String value) throws Exception {
        var subject = new Subject("de", value, value, value, value, value, "a+#,\"=@example.com");
        assertEquals(List.of("C=DE", "ST=" + value, "L=" + value, "O=" + value, "OU=" + value, "CN=" + value,
                "emailAddress=a+#,\"=@example.com"), attributes(subject));
    }

    @Test
    void the_asn1_types_are_those_of_the_standard() throws Exception {
        var types = new ArrayList<String>();
        for (var rdn : ASN1Sequence.getInstance(Subject.DEFAULT.toX500Name().getEncoded())) {
            types.add(ASN1Sequence.getInstance(ASN1Set.getInstance(rdn).getObjectAt(0)).getObjectAt(1).getClass()
                    .getSimpleName());
        }
        assertEquals(List.of("DERPrintableString", "DERUTF8String", "DERUTF8String", "DERUTF8String", "DERUTF8String",
                "DERUTF8String", "DERIA5String"), types);
    }

    @Test
    void empty_values_leave_their_attributes_out() throws Exception {
        assertEquals(List.of("C=US", "CN=me"), attributes(new Subject("US", "", null, "", "", "me", "")));
    }

    @Test
    void the_longest_values_that_x509_holds_are_taken_counted_in_characters() throws Exception {
        var subject = new Subject("US", "😀".repeat(128), "y".repeat(128), "😀".repeat(64), "u".repeat(64),
                "n".repeat(64),
                "e".repeat(255));
        assertEquals("O=" + "😀".repeat(64), attributes(subject).get(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", value = {
        "0 | USA  | --country \"USA\" has 3 characters",
        "0 | U    | --country \"U\" is not a country code",
        "0 | ''   | --country \"\" is not a country code",
        "0 | NULL | --country \"\" is not a country code",
        "0 | 12   | --country \"12\" is not a country code",
        "0 | ß    | --country \"ß\" is not a country code",
        "0 | ÄÖ   | --country \"ÄÖ\" is not a country code",
        "5 | ''   | --name \"\" is empty",
        "5 | NULL | --name \"\" is empty",
        "5 | '  ' | --name \"  \" holds only blanks",
        "1 | ' '  | --state \" \" holds only blanks",
        "2 | a\\nb | --city \"a b\" holds control characters",
        "3 | a\\0b | --org \"ab\" holds control characters",
        "3 | a\\u202Eb | --org \"ab\" holds control characters",
        "4 | a\\u001b[2J | --unit \"a[2J\" holds control characters",
        "5 | a\\uD800 | --name \"a\" holds control characters",
        "6 | jürgen@example.com | --email \"jürgen@example.com\" is not ASCII",
    })
    void what_x509_cannot_hold_is_refused_by_the_flags_name(int index, String value, String says) {
        String raw = value == null ? null : value.replace("\\n", "\n").replace("\\0", "\0").replace("\\u202E", "\u202E")
                .replace("\\u001b", "\u001b").replace("\\uD800", "\uD800");
        assertRefused(index, raw, says);
    }

    @Test
    void what_is_too_long_is_refused_with_both_lengths() {
        assertRefused(1, "x".repeat(129), "has 129 characters; a certificate holds 128 there");
        assertRefused(2, "x".repeat(129), "has 129 characters; a certificate holds 128 there");
        assertRefused(3, "😀".repeat(65), "has 65 characters; a certificate holds 64 there");
        assertRefused(4, "x".repeat(65), "has 65 characters; a certificate holds 64 there");
        assertRefused(5, "x".repeat(65), "has 65 characters; a certificate holds 64 there");
        assertRefused(6, "x".repeat(256), "has 256 characters; a certificate holds 255 there");
    }

    private static void assertRefused(int index, String value, String says) {
        var v = new String[] {"US", "s", "c", "o", "u", "n", "e@x"};
        v[index] = value;
        var failure = TestKeys.refusal(() -> new Subject(v[0], v[1], v[2], v[3], v[4], v[5], v[6]));
        assertEquals("bad_subject", failure.code());
        assertEquals(Kind.USAGE, failure.kind());
        assertTrue(failure.getMessage().contains(says), failure.getMessage());
    }

    /** As the JDK reads the encoded name, in the order of the encoding. */
    private static List<String> attributes(Subject subject) throws Exception {
        var principal = new X500Principal(subject.toX500Name().getEncoded("DER"));
        String name = principal.getName(X500Principal.RFC2253, Map.of("1.2.840.113549.1.9.1", "emailAddress"));
        var attributes = new ArrayList<String>();
        for (Rdn rdn : new LdapName(name).getRdns()) {
            attributes.add(rdn.getType() + "=" + rdn.getValue());
        }
        return Collections.unmodifiableList(attributes);
    }
}
