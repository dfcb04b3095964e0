package lib.doctor;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import lib.text.Untrusted;

/**
 * Who vouches for a TLS server: Salesforce's own certification authority, or a box in between that opens the traffic.
 *
 * @param name the issuer of the server's certificate, for people
 * @param publicCa whether the chain names a CA that Salesforce, or a site with a domain of its own, has been seen to
 * use
 */
record Issuer(String name, boolean publicCa) {

    private static final List<String> PUBLIC = List.of("digicert", "amazon", "let's encrypt",
            "internet security research group", "globalsign", "google trust services", "sectigo", "entrust");

    /** @param chain the server's own certificate first; not empty */
    static Issuer of(List<X509Certificate> chain) {
        X509Certificate server = chain.getFirst();
        boolean known = chain.stream().map(Issuer::name).map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> PUBLIC.stream().anyMatch(name::contains));
        boolean bySelf = server.getIssuerX500Principal().equals(server.getSubjectX500Principal());
        return new Issuer(name(server) + (bySelf ? " (itself)" : ""), known && !bySelf);
    }

    /** The issuer's common name and organization, as far as it has them. */
    private static String name(X509Certificate certificate) {
        String whole = certificate.getIssuerX500Principal().getName();
        try {
            List<Rdn> parts = new LdapName(whole).getRdns();
            String name = value(parts, "CN");
            String organization = value(parts, "O");
            return Untrusted.line(name.isEmpty() ? organization.isEmpty() ? whole : organization
                    : organization.isEmpty() || name.contains(organization) ? name : name + ", " + organization);
        } catch (InvalidNameException e) {
            return Untrusted.line(whole);
        }
    }

    private static String value(List<Rdn> parts, String type) {
        return parts.stream().filter(part -> part.getType().equalsIgnoreCase(type)).map(part -> part.getValue() + "")
                .findFirst().orElse("");
    }
}
