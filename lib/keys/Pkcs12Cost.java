package lib.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * What a PKCS#12 store (RFC 7292) would cost to open, read from its frame before any passphrase is tried, and capped.
 *
 * <p>Java caps each count of rounds alone; a store may ask for many.
 */
final class Pkcs12Cost {

    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    private static final String PLAIN_KEY = "1.2.840.113549.1.12.10.1.1";
    private static final String SHROUDED_KEY = "1.2.840.113549.1.12.10.1.2";
    private static final String PBES2 = "1.2.840.113549.1.5.13";
    private static final String PBMAC1 = "1.2.840.113549.1.5.14";
    private static final Set<String> KDF_SCHEMES = Set.of(PBES2, PBMAC1);
    private static final String OLD_SCHEMES = "1.2.840.113549.1.12.1.";

    private final String where;
    private BigInteger rounds = BigInteger.ZERO;
    private boolean old;

    private Pkcs12Cost(String where) {
        this.where = where;
    }

    /** @return a warning where the store uses the encryption of the nineties */
    static List<String> check(byte[] content, String where) {
        var cost = new Pkcs12Cost(where);
        List<Der> store = Der.of(definite(content)).members();
        Der.require(store.size() >= 2);
        for (Der part : parts(store.get(1))) {
            switch (part.member(0).oid()) {
                case ENCRYPTED_DATA -> cost.add(encryptedContent(part).member(1));
                case DATA -> cost.addKeys(part);
                default -> {
                    // for a public key: Java refuses it
                }
            }
        }
        if (store.size() > 2) {
            cost.addMac(store.get(2));
        }
        KdfCost.iterations(cost.rounds.max(BigInteger.ONE), where);
        return cost.old ? List.of("old, weak encryption (PKCS#12 PBE); export the store anew with a current openssl"
                + " or keytool") : List.of();
    }

    /** Many programs write PKCS#12 in BER, with lengths left open. */
    private static byte[] definite(byte[] content) {
        try {
            Der.of(content).members().get(1).members();
            return content;
        } catch (Der.Malformed | IndexOutOfBoundsException e) {
            try {
                return ASN1Primitive.fromByteArray(content).getEncoded(ASN1Encoding.DER);
            } catch (IOException | RuntimeException | StackOverflowError worse) {
                throw new Der.Malformed(false);
            }
        }
    }

    /** ContentInfo: (type, [0] content); the content of the outermost is an OCTET STRING with all the others. */
    private static List<Der> parts(Der contentInfo) {
        return Der.of(inside(contentInfo.member(1)).octets()).members();
    }

    /** EncryptedData: (version, (type, algorithm, [0] ciphertext)). */
    private static Der encryptedContent(Der contentInfo) {
        return inside(contentInfo.member(1)).member(1);
    }

    private void addKeys(Der contentInfo) {
        for (Der bag : parts(contentInfo)) {
            switch (bag.member(0).oid()) {
                case SHROUDED_KEY -> add(inside(bag.member(1)).member(0));
                // Java would pass over it and say that there is no key
                case PLAIN_KEY ->
                    throw KeyStores.unreadable(where, "its key is not encrypted, which Java does not read");
                default -> {
                    // a certificate, or what belongs to none of us
                }
            }
        }
    }

    private void add(Der algorithm) {
        String oid = algorithm.member(0).oid();
        Der parameters = algorithm.member(1);
        if (KDF_SCHEMES.contains(oid)) {
            List<Der> kdf = parameters.member(0).member(1).members();
            Der.require(kdf.size() >= 2);
            addRounds(kdf.get(1));
        } else {
            old |= oid.startsWith(OLD_SCHEMES);
            addRounds(parameters.member(1));
        }
    }

    /** MacData: (DigestInfo, salt, rounds DEFAULT 1); with PBMAC1 the algorithm says it all (RFC 9579). */
    private void addMac(Der mac) {
        List<Der> members = mac.members();
        Der algorithm = members.getFirst().member(0);
        if (KDF_SCHEMES.contains(algorithm.member(0).oid())) {
            add(algorithm);
        } else if (members.size() > 2) {
            addRounds(members.get(2));
        }
    }

    private void addRounds(Der number) {
        BigInteger more = number.integer();
        Der.require(more.signum() > 0);
        rounds = rounds.add(more);
    }

    /** The one element within an explicit tag. */
    private static Der inside(Der tagged) {
        return new Der(Der.SEQUENCE, tagged.bytes(), tagged.from(), tagged.to()).member(0);
    }
}
