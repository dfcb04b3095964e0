package lib.doctor;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.token.Assertion;
import lib.token.Claims;

/**
 * Whether the assertion says what it should, and the certificate vouches for it.
 */
final class AssertionChecks {

    static final String SIGNATURE = "signature";

    static final List<Check> CHECKS = List.of(
            new Check("claims", Phase.OFFLINE, AssertionChecks::claims),
            new Check(SIGNATURE, Phase.OFFLINE, AssertionChecks::signature));

    private static Finding claims(Evidence evidence) {
        OrgConfig config = evidence.need(Fact.CONFIG);
        Claims meant = Claims.of(config, evidence.clock().instant());
        var assertion = DecodedAssertion.of(Assertion.sign(meant, evidence.need(Fact.KEY)));
        JsonObject said = assertion.claims();
        long now = evidence.clock().instant().getEpochSecond();
        boolean right = assertion.header().getString("alg", "").equals("RS256") && said.equals(meant.json())
                && said.get("exp") instanceof JsonNumber exp && isSoon(exp.longValue(), now);
        if (!right) {
            throw Failure.of(Kind.INTERNAL, "assertion_malformed", "sfjwt made an assertion that says something else "
                    + "than it should", "report it: this is a bug");
        }
        evidence.add(Fact.ASSERTION, assertion);
        return Finding.ok("RS256; sub " + config.username() + ", aud " + config.audience() + ", exp "
                + said.getJsonNumber("exp") + " in seconds, " + config.expiresIn() + " s from now");
    }

    /** In milliseconds it would be thousands of years from now. */
    private static boolean isSoon(long exp, long now) {
        return exp >= now && exp <= now + 300;
    }

    private static Finding signature(Evidence evidence) {
        DecodedAssertion assertion = evidence.need(Fact.ASSERTION);
        CertificateFile file = evidence.need(Fact.CERTIFICATE);
        return assertion.isSignedBy(file.certificate().getPublicKey())
                ? Finding.ok("verifies with " + file.place())
                : Finding.failed("signature_invalid", "what the key signs does not verify with "
                        + file.place(), "bring key and certificate together again: see key and "
                                + "certificate");
    }
}
