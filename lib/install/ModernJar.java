package lib.install;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar in a form that an ahead-of-time cache takes. The JVM keeps classes out of it that were compiled for Java 6 or
 * older, because it verifies them in the old way: all of picocli's, which are half of what {@code --help} loads. They
 * get the form of Java 8: the same code, with the stack maps that the newer verifier wants.
 */
final class ModernJar {

    /** The first version whose classes have stack maps without exception (JVMS 4.10). */
    private static final int OLDEST = ClassFile.JAVA_7_VERSION;

    /** @return the very same bytes where no class of the jar is old */
    static byte[] of(byte[] jar) throws IOException {
        Map<ZipEntry, byte[]> files = unzip(jar);
        var old = new LinkedHashMap<String, byte[]>();
        files.forEach((entry, content) -> {
            if (isOld(entry, content)) {
                old.put(entry.getName(), content);
            }
        });
        if (old.isEmpty()) {
            return jar;
        }
        // a stack map says what two types have in common, which are often both of them old
        var types = ClassHierarchyResolver.ofResourceParsing(type -> stream(old, type))
                .orElse(ClassHierarchyResolver.defaultResolver());
        var classes = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ConstantPoolSharingOption.NEW_POOL, ClassFile.ClassHierarchyResolverOption.of(types));
        files.replaceAll((entry, content) -> old.containsKey(entry.getName()) ? modern(classes, content) : content);
        return zip(files);
    }

    private static boolean isOld(ZipEntry entry, byte[] content) {
        return entry.getName().endsWith(".class") && content.length > 8
                && ((content[6] & 0xFF) << 8 | content[7] & 0xFF) < OLDEST;
    }

    private static byte[] modern(ClassFile classes, byte[] old) {
        // the code has to pass through as well: only what is written again gets stack maps
        ClassTransform transform = ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                .andThen((builder, element) -> {
                    if (element instanceof ClassFileVersion) {
                        builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                    } else {
                        builder.with(element);
                    }
                });
        return classes.transformClass(classes.parse(old), transform);
    }

    private static ByteArrayInputStream stream(Map<String, byte[]> files, ClassDesc type) {
        String name = type.descriptorString();
        byte[] content = files.get(name.substring(1, name.length() - 1) + ".class");
        return content == null ? null : new ByteArrayInputStream(content);
    }

    private static Map<ZipEntry, byte[]> unzip(byte[] jar) throws IOException {
        Map<ZipEntry, byte[]> files = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry, zip.readAllBytes());
            }
        }
        return files;
    }

    /** With the entries' own dates, so that the same jar becomes the same jar. */
    private static byte[] zip(Map<ZipEntry, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey().getName());
                entry.setTimeLocal(file.getKey().getTimeLocal());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
