package lib.pkcs11;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
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

    private static final long OK = 0;
    private static final long ALREADY_INITIALIZED = 0x191;
    private static final long OS_LOCKING_OK = 2;
    private static final long SERIAL_SESSION = 4;
    private static final long READ_WRITE = 2;
    private static final int MOST_SLOTS = 256;
    private static final int MOST_OBJECTS = 4096;
    private static final int LARGEST_ATTRIBUTE = 64 * 1024;

    /** Places in CK_FUNCTION_LIST. */
    private static final int INITIALIZE = 0;
    private static final int GET_SLOT_LIST = 4;
    private static final int GET_TOKEN_INFO = 6;
    private static final int OPEN_SESSION = 12;
    private static final int CLOSE_SESSION = 13;
    private static final int CREATE_OBJECT = 20;
    private static final int DESTROY_OBJECT = 22;
    private static final int GET_ATTRIBUTE_VALUE = 24;
    private static final int FIND_OBJECTS_INIT = 26;
    private static final int FIND_OBJECTS = 27;
    private static final int FIND_OBJECTS_FINAL = 28;

    private static final Set<String> MACH_O = Set.of("cffaedfe", "cafebabe", "cafebabf");
    private static final MemoryLayout C_LONG = Linker.nativeLinker().canonicalLayouts().get("long");
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private final Path library;
    private final MemorySegment functions;

    private NativeModule(Path library, MemorySegment functions) {
        this.library = library;
        this.functions = functions;
    }

    /** @throws Failure {@code pkcs11_module_unusable} for a file that is not a PKCS#11 library */
    @SuppressWarnings("restricted") // loading native code is what this class is for
    static NativeModule load(Path library) {
        if (!isNativeCode(library)) { // Java would print a warning of its own about it
            throw TokenFailures.unusable(library, "it is not native code of any kind");
        }
        try (Arena arena = Arena.ofConfined()) {
            var symbols = SymbolLookup.libraryLookup(library, Arena.global());
            MemorySegment list = arena.allocate(POINTER);
            MemorySegment getList = symbols.findOrThrow("C_GetFunctionList");
            long answer = call(getList, list);
            MemorySegment functions = list.get(POINTER, 0);
            if (answer != OK || functions.equals(MemorySegment.NULL)) {
                throw TokenFailures.unusable(library, "it answers with " + TokenFailures.name(answer));
            }
            // behind the version come the pointers to 68 functions
            var module = new NativeModule(library,
                    functions.reinterpret(68 * NativeMemory.POINTER + NativeMemory.POINTER));
            module.initialize(arena);
            return module;
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw TokenFailures.unusable(library, "it cannot be loaded, or has no function C_GetFunctionList").from(e);
        }
    }

    private static boolean isNativeCode(Path library) {
        if (!Files.isRegularFile(library)) {
            return false; // a pipe would have no beginning either
        }
        try (InputStream in = Files.newInputStream(library)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4 && (Arrays.equals(start, new byte[] {0x7F, 'E', 'L', 'F'})
                    || start[0] == 'M' && start[1] == 'Z'
                    || MACH_O.contains(HexFormat.of().formatHex(start)));
        } catch (IOException e) {
            return false;
        }
    }

    List<Token> tokens() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment slots = arena.allocate(NativeMemory.ULONG * MOST_SLOTS);
            MemorySegment count = arena.allocate(NativeMemory.ULONG);
            NativeMemory.ulong(count, 0, MOST_SLOTS);
            // all slots, as SunPKCS11 counts them; an empty one has no token to tell of
            check(GET_SLOT_LIST, (byte) 0, slots, count);
            var tokens = new ArrayList<Token>();
            for (int i = 0; i < NativeMemory.ulong(count, 0); i++) {
                long slot = NativeMemory.ulong(slots, i * NativeMemory.ULONG);
                MemorySegment info = arena.allocate(512);
                if (call(function(GET_TOKEN_INFO), slot, info) == OK) {
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
            check(FIND_OBJECTS_INIT, session, wanted, 2L);
            MemorySegment handles = arena.allocate(NativeMemory.ULONG * MOST_OBJECTS);
            MemorySegment count = arena.allocate(NativeMemory.ULONG);
            check(FIND_OBJECTS, session, handles, (long) MOST_OBJECTS, count);
            check(FIND_OBJECTS_FINAL, session);
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
            check(CREATE_OBJECT, session, NativeMemory.template(arena, attributes), (long) attributes.size(), handle);
            return NativeMemory.ulong(handle, 0);
        });
    }

    void destroy(Token token, long handle) {
        inSession(token, READ_WRITE, (_, session) -> {
            check(DESTROY_OBJECT, session, handle);
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
            check(OPEN_SESSION, token.slot(), SERIAL_SESSION | flags, MemorySegment.NULL, MemorySegment.NULL, opened);
            long session = NativeMemory.ulong(opened, 0);
            try {
                return work.in(arena, session);
            } finally {
                call(function(CLOSE_SESSION), session);
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
            return call(function(GET_ATTRIBUTE_VALUE), session, handle, template, 1L) == OK
                    ? NativeMemory.value(template) : null;
        }
    }

    private static BigInteger number(byte[] bytes) {
        return bytes == null || bytes.length == 0 ? null : new BigInteger(1, bytes);
    }

    private void initialize(Arena arena) {
        MemorySegment arguments = arena.allocate(64);
        NativeMemory.ulong(arguments, 4 * NativeMemory.POINTER, OS_LOCKING_OK);
        long answer = call(function(INITIALIZE), arguments);
        if (answer != OK && answer != ALREADY_INITIALIZED) {
            throw TokenFailures.unusable(library, "it does not start: " + TokenFailures.name(answer));
        }
    }

    private MemorySegment function(int place) {
        long first = NativeMemory.PACKED ? 2 : NativeMemory.POINTER;
        return functions.get(ValueLayout.ADDRESS_UNALIGNED, first + place * NativeMemory.POINTER);
    }

    private void check(int place, Object... arguments) {
        long answer = call(function(place), arguments);
        if (answer != OK) {
            throw TokenFailures.answered(answer, library);
        }
    }

    @SuppressWarnings("restricted")
    private static long call(MemorySegment function, Object... arguments) {
        var layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            layouts[i] = switch (arguments[i]) {
                case MemorySegment _ -> POINTER;
                case Byte _ -> ValueLayout.JAVA_BYTE;
                default -> C_LONG;
            };
            if (NativeMemory.PACKED && arguments[i] instanceof Long number) {
                arguments[i] = number.intValue();
            }
        }
        try {
            var handle = Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(C_LONG, layouts));
            return ((Number) handle.invokeWithArguments(arguments)).longValue();
        } catch (Throwable e) {
            throw new IllegalStateException("a call into a PKCS#11 library failed", e);
        }
    }
}
