package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Whom a certificate names, as the fields of step 1 take it, so that a renewal can keep it. */
final class SubjectFields {

    private static final String EMAIL_OID = "1.2.840.113549.1.9.1"; // PKCS #9, RFC 2985 section 5.2.1
    private static final Map<String, String> FIELDS = Map.of("C", "country", "ST", "state", "L", "city", "O", "org",
            "OU", "unit", "CN", "commonName", "EMAIL", "email");

    /** Fields that the certificate does not have are empty. */
    static JsonObject of(X509Certificate certificate) {
        var json = Json.createObjectBuilder();
        FIELDS.values().forEach(field -> json.add(field, ""));
        String name = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253, Map.of(EMAIL_OID, "EMAIL"));
        try {
            for (Rdn part : new LdapName(name).getRdns()) {
                if (FIELDS.containsKey(part.getType()) && part.getValue() instanceof String value) {
                    json.add(FIELDS.get(part.getType()), value);
                }
            }
        } catch (InvalidNameException e) {
            throw new IllegalStateException("Java reads the name that it wrote", e);
        }
        return json.build();
    }
}
