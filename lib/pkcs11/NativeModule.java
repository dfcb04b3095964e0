package lib.pkcs11;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;

/**
 * The few calls of a PKCS#11 library (OASIS PKCS #11 2.40) that Java's SunPKCS11 does not offer: listing tokens and
 * objects, and putting a certificate beside a key.
 *
 * <p>SunPKCS11 uses the same library in the same process, so once it has logged in, the sessions here are too.
 */
final class NativeModule {

    static final long CERTIFICATE = 1;
    static final long PUBLIC_KEY = 2;
    static final long PRIVATE_KEY = 3;

    static final long CKA_CLASS = 0;
    static final long CKA_TOKEN = 1;
    static final long CKA_LABEL = 3;
    static final long CKA_VALUE = 0x11;
    static final long CKA_CERTIFICATE_TYPE = 0x80;
    static final long CKA_ISSUER = 0x81;
    static final long CKA_SERIAL_NUMBER = 0x82;
    static final long CKA_KEY_TYPE = 0x100;
    static final long CKA_SUBJECT = 0x101;
    static final long CKA_ID = 0x102;
    static final long CKA_MODULUS = 0x120;
    static final long CKA_PUBLIC_EXPONENT = 0x122;

    private static final long SERIAL_SESSION = 4;
    private static final long READ_WRITE = 2;
    private static final int MOST_SLOTS = 256;
    private static final int MOST_OBJECTS = 4096;
    private static final int LARGEST_ATTRIBUTE = 64 * 1024;

    private final FunctionList functions;

    /** @throws Failure {@code pkcs11_module_unusable} for a file that is not a PKCS#11 library */
    NativeModule(Path library) {
        functions = FunctionList.load(library);
    }

    List<Token> tokens() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment slots = arena.allocate(NativeMemory.ULONG * MOST_SLOTS);
            MemorySegment count = arena.allocate(NativeMemory.ULONG);
            NativeMemory.ulong(count, 0, MOST_SLOTS);
            // all slots, as SunPKCS11 counts them; an empty one has no token
            functions.check(FunctionList.GET_SLOT_LIST, (byte) 0, slots, count);
            var tokens = new ArrayList<Token>();
            for (int i = 0; i < NativeMemory.ulong(count, 0); i++) {
                long slot = NativeMemory.ulong(slots, i * NativeMemory.ULONG);
                MemorySegment info = arena.allocate(512);
                if (functions.call(FunctionList.GET_TOKEN_INFO, slot, info) == FunctionList.OK) {
                    tokens.add(new Token(slot, i, NativeMemory.text(info, 0, 32), NativeMemory.text(info, 32, 32),
                            NativeMemory.text(info, 64, 16), NativeMemory.text(info, 80, 16),
                            NativeMemory.ulong(info, 96)));
                }
            }
            return tokens.stream().filter(Token::isInitialized).toList();
        }
    }

    /** What this process may see: private keys after a login only, and some tokens hide more. */
    List<TokenObject> objects(Token token, long kind) {
        return inSession(token, 0, (arena, session) -> {
            MemorySegment wanted = NativeMemory.template(arena,
                    Map.of(CKA_CLASS, NativeMemory.bytes(kind), CKA_TOKEN, new byte[] {1}));
            functions.check(FunctionList.FIND_OBJECTS_INIT, session, wanted, 2L);
            MemorySegment handles = arena.allocate(NativeMemory.ULONG * MOST_OBJECTS);
            MemorySegment count = arena.allocate(NativeMemory.ULONG);
            functions.check(FunctionList.FIND_OBJECTS, session, handles, (long) MOST_OBJECTS, count);
            functions.check(FunctionList.FIND_OBJECTS_FINAL, session);
            var objects = new ArrayList<TokenObject>();
            for (int i = 0; i < NativeMemory.ulong(count, 0); i++) {
                objects.add(object(session, NativeMemory.ulong(handles, i * NativeMemory.ULONG), kind));
            }
            return objects;
        });
    }

    /** @return its handle */
    long create(Token token, Map<Long, byte[]> attributes) {
        return inSession(token, READ_WRITE, (arena, session) -> {
            MemorySegment handle = arena.allocate(NativeMemory.ULONG);
            MemorySegment template = NativeMemory.template(arena, attributes);
            functions.check(FunctionList.CREATE_OBJECT, session, template, (long) attributes.size(), handle);
            return NativeMemory.ulong(handle, 0);
        });
    }

    void destroy(Token token, long handle) {
        inSession(token, READ_WRITE, (_, session) -> {
            functions.check(FunctionList.DESTROY_OBJECT, session, handle);
            return null;
        });
    }

    private interface Work<T> {
        T in(Arena arena, long session);
    }

    /** A card has few sessions to give. The last to be closed would log out, but SunPKCS11 keeps one. */
    private <T> T inSession(Token token, long flags, Work<T> work) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment opened = arena.allocate(NativeMemory.ULONG);
            functions.check(FunctionList.OPEN_SESSION, token.slot(), SERIAL_SESSION | flags, MemorySegment.NULL,
                    MemorySegment.NULL, opened);
            long session = NativeMemory.ulong(opened, 0);
            try {
                return work.in(arena, session);
            } finally {
                functions.call(FunctionList.CLOSE_SESSION, session);
            }
        }
    }

    private TokenObject object(long session, long handle, long kind) {
        byte[] label = attribute(session, handle, CKA_LABEL);
        byte[] type = kind == CERTIFICATE ? null : attribute(session, handle, CKA_KEY_TYPE);
        boolean rsa = type != null && new BigInteger(1, type).signum() == 0; // CKK_RSA
        return new TokenObject(handle, attribute(session, handle, CKA_ID),
                label == null ? null : new String(label, StandardCharsets.UTF_8), rsa,
                rsa ? number(attribute(session, handle, CKA_MODULUS)) : null,
                rsa ? number(attribute(session, handle, CKA_PUBLIC_EXPONENT)) : null,
                kind == CERTIFICATE ? attribute(session, handle, CKA_VALUE) : null);
    }

    /** @return null where the object does not have it, or keeps it to itself, or it is larger than any */
    private byte[] attribute(long session, long handle, long type) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment template = NativeMemory.template(arena, Map.of(type, new byte[LARGEST_ATTRIBUTE]));
            return functions.call(FunctionList.GET_ATTRIBUTE_VALUE, session, handle, template, 1L) == FunctionList.OK
                    ? NativeMemory.value(template) : null;
        }
    }

    private static BigInteger number(byte[] bytes) {
        return bytes == null || bytes.length == 0 ? null : new BigInteger(1, bytes);
    }
}
