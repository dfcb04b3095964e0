package lib.token;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import lib.keys.KeySource;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.keys.SigningKey;

/**
 * The example of RFC 7515 appendix A.2: a key, what it signs, and the signature.
 */
final class Rfc7515 {

    static final String SIGNED = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
            + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    static final String SIGNATURE = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5"
            + "YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1"
            + "L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6L"
            + "bgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    private static final BigInteger N = number(""
            + "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qP"
            + "CJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSX"
            + "ndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK"
            + "-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ");
    private static final BigInteger E = number("AQAB");
    private static final BigInteger D = number(""
            + "Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgv"
            + "fTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn43"
            + "9X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDV"
            + "ZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ");
    private static final BigInteger P = number(""
            + "4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3"
            + "KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc");
    private static final BigInteger Q = N.divide(P);

    private Rfc7515() {
    }

    /** Through the form in which people have keys: PKCS#1 PEM (RFC 8017 appendix A.1.2). */
    static SigningKey key() {
        var numbers = new ByteArrayOutputStream();
        for (BigInteger number : List.of(BigInteger.ZERO, N, E, D, P, Q, D.mod(P.subtract(BigInteger.ONE)),
                D.mod(Q.subtract(BigInteger.ONE)), Q.modInverse(P))) {
            numbers.writeBytes(der(2, number.toByteArray()));
        }
        String pem = "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(der(0x30, numbers.toByteArray()))
                + "\n-----END RSA PRIVATE KEY-----\n";
        return PrivateKeys.read(new KeySource.InVariable(pem, "the RFC"), Passphrase.NONE);
    }

    private static byte[] der(int tag, byte[] content) {
        var der = new ByteArrayOutputStream();
        der.write(tag);
        if (content.length < 128) {
            der.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            der.write(0x80 + length.length - skip);
            der.write(length, skip, length.length - skip);
        }
        der.writeBytes(content);
        return der.toByteArray();
    }

    private static BigInteger number(String base64Url) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64Url));
    }
}
