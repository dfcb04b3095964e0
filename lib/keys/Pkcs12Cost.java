package lib.keys;

import java.math.BigInteger;
import java.util.List;
import lib.failure.Warning;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * What a PKCS#12 store (RFC 7292) would cost to open, read from its frame before any passphrase is tried, and capped.
 *
 * <p>Java caps each count of rounds alone; a store may ask for many.
 */
final class Pkcs12Cost {

    private static final String OLD_SCHEMES = PKCSObjectIdentifiers.pkcs_12PbeIds.getId() + ".";

    private final Named where;
    private BigInteger rounds = BigInteger.ZERO;
    private boolean old;

    private Pkcs12Cost(Named where) {
        this.where = where;
    }

    /** @return a warning where the store uses the encryption of the nineties */
    static List<Warning> check(byte[] content, Named where) {
        var cost = new Pkcs12Cost(where);
        Der.parsed(() -> cost.add(Pfx.getInstance(content)));
        KdfCost.check(cost.rounds, where);
        return cost.old ? List.of(Warning.of("key_encryption_weak",
                "old, weak encryption (PKCS#12 PBE); export the store"
                + " again with a current openssl or keytool")) : List.of();
    }

    private Void add(Pfx store) {
        for (ContentInfo part : AuthenticatedSafe.getInstance(octets(store.getAuthSafe())).getContentInfo()) {
            if (part.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
                add(EncryptedData.getInstance(part.getContent()).getEncryptionAlgorithm());
            } else if (part.getContentType().equals(PKCSObjectIdentifiers.data)) {
                ASN1Sequence.getInstance(octets(part)).forEach(bag -> add(SafeBag.getInstance(bag)));
            } // else it is for a public key, which Java refuses
        }
        if (store.getMacData() != null) {
            add(store.getMacData());
        }
        return null;
    }

    private void add(SafeBag bag) {
        if (bag.getBagId().equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
            add(EncryptedPrivateKeyInfo.getInstance(bag.getBagValue()).getEncryptionAlgorithm());
        } else if (bag.getBagId().equals(PKCSObjectIdentifiers.keyBag)) {
            // Java would pass over it and say that there is no key
            throw KeyStores.unreadable(where, "its key is not encrypted, which Java does not read");
        }
    }

    private void add(AlgorithmIdentifier encryption) {
        old |= encryption.getAlgorithm().getId().startsWith(OLD_SCHEMES);
        rounds = rounds.add(KdfCost.rounds(encryption, where));
    }

    private void add(MacData mac) {
        AlgorithmIdentifier algorithm = mac.getMac().getAlgorithmId();
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)) {
            add(algorithm); // its own counts of rounds, beside it, are ignored (RFC 9579)
        } else {
            Der.require(mac.getIterationCount().signum() > 0);
            rounds = rounds.add(mac.getIterationCount());
        }
    }

    private static byte[] octets(ContentInfo content) {
        return ASN1OctetString.getInstance(content.getContent()).getOctets();
    }
}
