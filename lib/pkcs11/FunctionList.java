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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The functions of a PKCS#11 library by their place in its CK_FUNCTION_LIST: loads the library and calls into it.
 */
final class FunctionList {

    static final long OK = 0;

    private static final int INITIALIZE = 0;
    static final int GET_SLOT_LIST = 4;
    static final int GET_TOKEN_INFO = 6;
    static final int OPEN_SESSION = 12;
    static final int CLOSE_SESSION = 13;
    static final int CREATE_OBJECT = 20;
    static final int DESTROY_OBJECT = 22;
    static final int GET_ATTRIBUTE_VALUE = 24;
    static final int FIND_OBJECTS_INIT = 26;
    static final int FIND_OBJECTS = 27;
    static final int FIND_OBJECTS_FINAL = 28;

    /** Behind the version come the pointers to so many functions. */
    private static final int FUNCTIONS = 68;

    private static final long ALREADY_INITIALIZED = 0x191;
    private static final long OS_LOCKING_OK = 2;
    private static final Set<String> MACH_O = Set.of("cffaedfe", "cafebabe", "cafebabf");
    private static final MemoryLayout C_LONG = Linker.nativeLinker().canonicalLayouts().get("long");
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private final Path library;
    private final MemorySegment pointers;

    private FunctionList(Path library, MemorySegment pointers) {
        this.library = library;
        this.pointers = pointers;
    }

    /** @throws lib.failure.Failure {@code pkcs11_module_unusable} for a file that is not a PKCS#11 library */
    @SuppressWarnings("restricted") // loading native code is what this class is for
    static FunctionList load(Path library) {
        if (!isNativeCode(library)) { // Java would print a warning of its own about it
            throw TokenFailures.unusable(library, "it is not native code of any kind");
        }
        try (Arena arena = Arena.ofConfined()) {
            var symbols = SymbolLookup.libraryLookup(library, Arena.global());
            MemorySegment list = arena.allocate(POINTER);
            MemorySegment getList = symbols.findOrThrow("C_GetFunctionList");
            long answer = invoke(getList, list);
            MemorySegment pointers = list.get(POINTER, 0);
            if (answer != OK || pointers.equals(MemorySegment.NULL)) {
                throw TokenFailures.unusable(library, "it answers with " + TokenFailures.name(answer));
            }
            var loaded = new FunctionList(library, pointers.reinterpret((1 + FUNCTIONS) * NativeMemory.POINTER));
            loaded.initialize(arena);
            return loaded;
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

    private void initialize(Arena arena) {
        MemorySegment arguments = arena.allocate(64);
        NativeMemory.ulong(arguments, 4 * NativeMemory.POINTER, OS_LOCKING_OK);
        long answer = call(INITIALIZE, arguments);
        if (answer != OK && answer != ALREADY_INITIALIZED) {
            throw TokenFailures.unusable(library, "it does not start: " + TokenFailures.name(answer));
        }
    }

    /** Calls the function at this place, and fails unless it answers CKR_OK. */
    void check(int place, Object... arguments) {
        long answer = call(place, arguments);
        if (answer != OK) {
            throw TokenFailures.answered(answer, library);
        }
    }

    /** @return the function's answer, {@link #OK} or an error */
    long call(int place, Object... arguments) {
        return invoke(function(place), arguments);
    }

    private MemorySegment function(int place) {
        long first = NativeMemory.PACKED ? 2 : NativeMemory.POINTER;
        return pointers.get(ValueLayout.ADDRESS_UNALIGNED, first + place * NativeMemory.POINTER);
    }

    @SuppressWarnings("restricted")
    private static long invoke(MemorySegment function, Object... arguments) {
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
