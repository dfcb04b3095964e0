package lib.pkcs11;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.HexFormat;
import lib.failure.Failure;

/**
 * Java's SunPKCS11, set up for one token. It is registered nowhere: what it should sign is handed to it.
 */
final class TokenProvider {

    static Provider of(Path library, Token token) {
        return configured(library, token, "");
    }

    /** One whose new keys get this label and identifier, stay in the token, and cannot be taken out of it. */
    static Provider making(Path library, Token token, String label, byte[] id) {
        String name = "CKA_TOKEN = true\nCKA_ID = 0h" + HexFormat.of().formatHex(id) + "\nCKA_LABEL = 0h"
                + HexFormat.of().formatHex(label.getBytes(StandardCharsets.UTF_8)) + "\n";
        return configured(library, token, "attributes(generate,CKO_PRIVATE_KEY,CKK_RSA) = {\n" + name
                + "CKA_PRIVATE = true\nCKA_SENSITIVE = true\nCKA_EXTRACTABLE = false\nCKA_SIGN = true\n}\n"
                + "attributes(generate,CKO_PUBLIC_KEY,CKK_RSA) = {\n" + name + "CKA_VERIFY = true\n}\n");
    }

    private static Provider configured(Path library, Token token, String more) {
        if (library.toString().matches("(?s).*[\"\\\\$\n].*") && !NativeMemory.PACKED) {
            throw Failure.file("pkcs11_module_unusable", "the path of the PKCS#11 library has a character in it that"
                    + " Java's configuration does not take", "link it under a plain name");
        }
        // slot identifiers may be larger than what the configuration takes
        String slot = token.slot() <= Integer.MAX_VALUE ? "slot = " + token.slot()
                : "slotListIndex = " + token.index();
        try {
            return Security.getProvider("SunPKCS11").configure("--name = sfjwt\nlibrary = \""
                    + library.toString().replace("\\", "\\\\") + "\"\n" + slot + "\n" + more);
        } catch (ProviderException e) {
            throw TokenFailures.unusable(library, "Java's SunPKCS11 does not take it").from(e);
        }
    }
}
