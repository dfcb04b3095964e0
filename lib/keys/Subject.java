package lib.keys;

import java.util.Locale;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.failure.Text;
import lib.text.Quoted;
import lib.text.Untrusted;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Whom a certificate names: seven plain values, each of them one attribute whatever characters it holds.
 *
 * <p>An empty state, city, organization, unit or email leaves its attribute out; country and common name are required.
 */
public record Subject(String country, String state, String city, String organization, String unit, String commonName,
        String email) {

    // what generate-certs takes where nothing is said
    public static final String COUNTRY = "US";
    public static final String STATE = "California";
    public static final String CITY = "San Francisco";
    public static final String ORGANIZATION = "MyCompany";
    public static final String UNIT = "Engineering";
    public static final String COMMON_NAME = "salesforce-jwt";
    public static final String EMAIL = "admin@example.com";

    public static final Subject DEFAULT = new Subject(COUNTRY, STATE, CITY, ORGANIZATION, UNIT, COMMON_NAME, EMAIL);

    public Subject {
        // the bounds are those of RFC 5280 A.1 (ub-state-name and its neighbours), in characters
        country = requireText(Input.COUNTRY, country, 2);
        state = requireText(Input.STATE, state, 128);
        city = requireText(Input.CITY, city, 128);
        organization = requireText(Input.ORG, organization, 64);
        unit = requireText(Input.UNIT, unit, 64);
        commonName = requireText(Input.NAME, commonName, 64);
        email = requireText(Input.EMAIL, email, 255);
        // before it is written in capitals, which makes SS (South Sudan) of a sharp s
        if (!country.matches("[A-Za-z]{2}")) {
            throw bad(Input.COUNTRY, country, "is not a country code of two letters", "use one such as US, DE or JP");
        }
        country = country.toUpperCase(Locale.ROOT);
        if (commonName.isEmpty()) {
            throw bad(Input.NAME, commonName, "is empty", "give the certificate a name, such as salesforce-jwt");
        }
        if (!email.chars().allMatch(c -> c < 0x80)) {
            throw bad(Input.EMAIL, email, "is not ASCII, as an e-mail address in a certificate has to be",
                    "use an ASCII address, or an empty one for none");
        }
    }

    /** Each attribute with its ASN.1 type said outright: BouncyCastle would read meaning into a leading # or \. */
    X500Name toX500Name() {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(BCStyle.C, new DERPrintableString(country));
        add(name, BCStyle.ST, state);
        add(name, BCStyle.L, city);
        add(name, BCStyle.O, organization);
        add(name, BCStyle.OU, unit);
        add(name, BCStyle.CN, commonName);
        if (!email.isEmpty()) {
            name.addRDN(BCStyle.EmailAddress, new DERIA5String(email));
        }
        return name.build();
    }

    private static void add(X500NameBuilder name, ASN1ObjectIdentifier attribute, String value) {
        if (!value.isEmpty()) {
            name.addRDN(attribute, (ASN1Encodable) new DERUTF8String(value));
        }
    }

    private static String requireText(Input input, String value, int longest) {
        String text = Optional.ofNullable(value).orElse("");
        if (text.codePoints().anyMatch(Untrusted::isControl)) {
            throw bad(input, Untrusted.line(text), "holds control characters", "type the value without them");
        }
        if (text.isBlank() && !text.isEmpty()) {
            throw bad(input, text, "holds only blanks", "give it a text, or leave it empty where that is allowed");
        }
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            throw bad(input, text, "has " + length + " characters; a certificate holds " + longest + " there",
                    "shorten it");
        }
        return text;
    }

    private static Failure bad(Input input, String value, String wrong, String fix) {
        return Failure.of(Kind.USAGE, "bad_subject", Text.of(input, " " + Quoted.value(value) + " " + wrong),
                Fix.of(fix)).about(input);
    }
}
