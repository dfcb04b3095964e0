package lib.keys;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * What a person says of a subject; null for what is to stay as it is, in the certificate that is renewed or by default.
 */
public record SubjectChanges(String country, String state, String city, String organization, String unit,
        String commonName, String email) {

    /** All stays as it is. */
    public static final SubjectChanges NONE = new SubjectChanges(null, null, null, null, null, null, null);

    static SubjectChanges to(Subject subject) {
        return new SubjectChanges(subject.country(), subject.state(), subject.city(), subject.organization(),
                subject.unit(), subject.commonName(), subject.email());
    }

    /** @throws lib.failure.Failure {@code bad_subject} */
    public Subject ofDefault() {
        Subject standard = Subject.DEFAULT;
        return new Subject(or(country, standard.country()), or(state, standard.state()), or(city, standard.city()),
                or(organization, standard.organization()), or(unit, standard.unit()),
                or(commonName, standard.commonName()), or(email, standard.email()));
    }

    /** The certificate's subject with the changes; its other attributes stay, those too that sfjwt never writes. */
    X500Name of(X509Certificate renewed) {
        Map<ASN1ObjectIdentifier, RDN> changed = new LinkedHashMap<>();
        for (RDN attribute : ofDefault().toX500Name().getRDNs()) {
            changed.put(attribute.getFirst().getType(), attribute);
        }
        var all = new LinkedHashMap<Object, RDN>();
        for (RDN old : X500Name.getInstance(renewed.getSubjectX500Principal().getEncoded()).getRDNs()) {
            ASN1ObjectIdentifier type = old.getFirst().getType();
            all.put(isSaid(type) ? type : old, isSaid(type) ? changed.get(type) : old);
        }
        changed.forEach((type, attribute) -> {
            if (isSaid(type)) {
                all.put(type, attribute);
            }
        });
        // one that was said to be empty is in neither
        return new X500Name(BCStyle.INSTANCE, all.values().stream().filter(Objects::nonNull).toArray(RDN[]::new));
    }

    private boolean isSaid(ASN1ObjectIdentifier type) {
        return type.equals(BCStyle.C) && country != null || type.equals(BCStyle.ST) && state != null
                || type.equals(BCStyle.L) && city != null || type.equals(BCStyle.O) && organization != null
                || type.equals(BCStyle.OU) && unit != null || type.equals(BCStyle.CN) && commonName != null
                || type.equals(BCStyle.EmailAddress) && email != null;
    }

    private static String or(String said, String standard) {
        return said == null ? standard : said;
    }
}
