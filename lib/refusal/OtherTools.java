package lib.refusal;

import static lib.failure.Fix.command;
import static lib.refusal.Refusal.Passing.NEVER;
import static lib.refusal.Refusal.cause;
import static lib.refusal.Refusal.row;
import static lib.refusal.Refusal.said;

import java.util.List;
import lib.failure.Fix;

/**
 * What other programs say of their own where a login fails, above all the Salesforce CLI: in a text that also quotes
 * Salesforce, it counts for nothing.
 */
final class OtherTools {

    static final List<Refusal> ROWS = List.of(
            row("sf_login_failed", null, NEVER,
                    List.of(said("JwtAuthError", "Error authenticating with JWT"), said("JwtGrantError")),
                    "This is the Salesforce CLI (sf), which tries several login URLs and lists every error.",
                    cause("first_error_counts", "its first error is the real one; later ones, such as \"audience is "
                            + "invalid\", come from its other attempts", Fix.of("look up the first error, or try ",
                                    command("get-token"), ", which reports the one that counts"))),
            row("other_tool_key", null, NEVER, List.of(
                    said("ERR_OSSL_PEM_NO_START_LINE", "no start line"),
                    said("ERR_OSSL_UNSUPPORTED", "DECODER routines::unsupported"),
                    said("secretOrPrivateKey", "secretOrPrivateKey must be an asymmetric key"),
                    said("must be PKCS#8 formatted string"),
                    said("Could not deserialize key data"), said("Unable to load PEM file"),
                    said("Neither PUB key nor PRIV key"), said("Could not parse PKey"),
                    said("cannot be coerced into a private key"),
                    said("Key must be a PEM encoded"), said("private key should be a PEM"),
                    said("failed to parse private key"),
                    said("algid parse error"), said("No supported key formats were found")),
                    "Another tool cannot read the private key, and has sent nothing to Salesforce.",
                    cause("key_bent", "it is cut off or bent on its way, as in a CI variable that loses the line "
                            + "breaks, or it is another file, such as the certificate",
                            Fix.of("see what it is: ", command("verify-key", "certs/server.key"))),
                    cause("key_form", "it is a key, encrypted or in a form that the tool does not know",
                            Fix.of("let sfjwt log in, which reads them all: ", command("get-token")))),
            row("other_tool_tls", null, NEVER, List.of(
                    said("UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "unable to get local issuer certificate"),
                    said("SELF_SIGNED_CERT_IN_CHAIN", "self signed certificate in certificate chain"),
                    said("CERTIFICATE_VERIFY_FAILED"),
                    said("certificate signed by unknown authority"),
                    said("PKIX path building failed")),
                    "Another tool does not trust the TLS certificate of the host that answers.",
                    cause("tls_inspected", "a company's proxy opens the traffic, with a root certificate that the tool "
                            + "does not know", Fix.of("let it read the company's root certificate, for sf with "
                                    + "NODE_EXTRA_CA_CERTS=FILE; see who issued the certificate: ",
                                    command("doctor")))),
            row("other_tool_network", null, NEVER, List.of(said("ENOTFOUND"), said("EAI_AGAIN"), said("ETIMEDOUT"),
                    said("ECONNREFUSED"), said("ECONNRESET"), said("ECONNRESET", "socket hang up")),
                    "Another tool does not reach the login host.",
                    cause("network", "the host's name is misspelt, or the network, its DNS or a proxy is in the way",
                            Fix.of("behind a proxy, set HTTPS_PROXY=http://HOST:PORT; see where the way ends: ",
                                    command("doctor")))));
}
