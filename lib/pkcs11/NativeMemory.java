package lib.pkcs11;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * PKCS#11's C types in memory: CK_ULONG is C's long, and structures are packed on Windows alone.
 */
final class NativeMemory {

    static final long ULONG = Linker.nativeLinker().canonicalLayouts().get("long").byteSize();
    static final boolean PACKED = ULONG == 4;
    static final long POINTER = 8;
    private static final long ATTRIBUTE = ULONG + POINTER + ULONG;

    static long ulong(MemorySegment memory, long offset) {
        return PACKED ? Integer.toUnsignedLong(memory.get(ValueLayout.JAVA_INT_UNALIGNED, offset))
                : memory.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    }

    static void ulong(MemorySegment memory, long offset, long value) {
        if (PACKED) {
            memory.set(ValueLayout.JAVA_INT_UNALIGNED, offset, (int) value);
        } else {
            memory.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
        }
    }

    /** CK_UTF8CHAR[length], filled up with blanks. */
    static String text(MemorySegment memory, long offset, int length) {
        byte[] bytes = memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8).replaceFirst("[ \0]+$", "");
    }

    static byte[] bytes(long number) {
        var memory = MemorySegment.ofArray(new byte[(int) ULONG]);
        ulong(memory, 0, number);
        return memory.toArray(ValueLayout.JAVA_BYTE);
    }

    /** CK_ATTRIBUTE[]: type, pointer to the value, its length. */
    static MemorySegment template(Arena arena, Map<Long, byte[]> attributes) {
        MemorySegment template = arena.allocate(ATTRIBUTE * attributes.size());
        long at = 0;
        for (var attribute : attributes.entrySet()) {
            byte[] value = attribute.getValue();
            ulong(template, at, attribute.getKey());
            template.set(ValueLayout.ADDRESS_UNALIGNED, at + ULONG, value.length == 0 ? MemorySegment.NULL
                    : arena.allocateFrom(ValueLayout.JAVA_BYTE, value));
            ulong(template, at + ULONG + POINTER, value.length);
            at += ATTRIBUTE;
        }
        return template;
    }

    /** The value of the first attribute of a template. */
    @SuppressWarnings("restricted")
    static byte[] value(MemorySegment template) {
        return template.get(ValueLayout.ADDRESS_UNALIGNED, ULONG).reinterpret(ulong(template, ULONG + POINTER))
                .toArray(ValueLayout.JAVA_BYTE);
    }
}
