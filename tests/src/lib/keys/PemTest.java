package lib.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PemTest {

    @Test
    void what_is_written_is_what_openssl_writes() {
        assertEquals(TestKeys.text("pkcs8.pem"), Pem.write("PRIVATE KEY", TestKeys.bytes("pkcs8.der")));
        assertEquals(TestKeys.text("csr.pem"), Pem.write("CERTIFICATE REQUEST", TestKeys.bytes("csr.der")));
    }

    @Test
    void all_blocks_are_found_in_their_order() {
        var blocks = Pem.blocks("text\n" + Pem.write("A", new byte[] {1})
                + "between" + Pem.write("B 2", new byte[] {2}),
                "x");
        assertEquals(List.of("A", "B 2"), blocks.stream().map(Pem.Block::label).toList());
        assertArrayEquals(new byte[] {2}, blocks.getLast().bytes());
    }

    @Test
    void headers_are_read_with_their_continuation_lines() {
        var block = Pem.blocks("-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-\n"
                + "  256-CBC,00\n\nAQID\n-----END X-----",
                "x").getFirst();
        assertEquals(Map.of("Proc-Type", "4,ENCRYPTED", "DEK-Info", "AES-256-CBC,00"), block.headers());
        assertArrayEquals(new byte[] {1, 2, 3}, block.bytes());
    }

    @Test
    void a_text_without_blocks_has_none() {
        assertEquals(List.of(), Pem.blocks("no block here", "x"));
    }
}
