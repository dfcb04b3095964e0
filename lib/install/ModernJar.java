package lib.install;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar in a form that an ahead-of-time cache takes. The JVM keeps two kinds of classes out of it: those compiled for
 * Java 5 and older, which are picocli's and half of what {@code --help} loads, and those of signed jars, which are
 * Bouncy Castle's. The former get the form of Java 8: the same code, with the stack maps that the newer verifier wants.
 * The latter lose the signature, which nothing asks for. All other jars stay as they are.
 */
final class ModernJar {

    /** The first version whose classes have stack maps without exception (JVMS 4.10). */
    private static final int OLDEST = ClassFile.JAVA_7_VERSION;
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String PICOCLI = "picocli/CommandLine.class";
    private static final String CLOSURE = "groovy/lang/Closure";

    private ModernJar() {
    }

    /** @return what the jar, or the jar of the class folder, is to hold; the same every time */
    static byte[] of(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            return jar(filesOf(entry));
        }
        byte[] jar = Files.readAllBytes(entry);
        Map<String, byte[]> files = unzip(jar);
        boolean signed = files.keySet().removeIf(name -> SIGNATURE.matcher(name).matches());
        if (!signed && files.entrySet().stream().noneMatch(file -> isOld(file.getKey(), file.getValue()))) {
            return jar;
        }
        if (signed) {
            files.computeIfPresent(MANIFEST, (_, manifest) -> withoutDigests(manifest));
        }
        var classes = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(
                        type -> stream(files, type)).orElse(ClassHierarchyResolver.defaultResolver())));
        files.replaceAll((name, content) -> isOld(name, content) ? modern(classes, content) : content);
        if (files.containsKey(PICOCLI)) {
            // picocli asks for Groovy's class, and what is not there is looked for in every jar: 10 ms
            files.put(CLOSURE + ".class", classes.build(ClassDesc.ofInternalName(CLOSURE),
                    builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0)));
        }
        return jar(files);
    }

    /** The main section alone: the others hold a digest a class, which the JVM reads whenever it opens the jar. */
    private static byte[] withoutDigests(byte[] manifest) {
        String text = new String(manifest, StandardCharsets.UTF_8).replace("\r\n", "\n");
        return (text.replaceFirst("(?s)\n\n.*", "\n") + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isOld(String name, byte[] content) {
        return name.endsWith(".class") && content.length > 8
                && ((content[6] & 0xFF) << 8 | content[7] & 0xFF) < OLDEST;
    }

    private static byte[] modern(ClassFile classes, byte[] old) {
        // the code has to be written anew, or its stack maps would not be
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

    private static Map<String, byte[]> unzip(byte[] jar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> filesOf(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        String separator = FileSystems.getDefault().getSeparator();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace(separator, "/"), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Uncompressed, because inflating classes takes time at every start, and without dates, to be the same always. */
    private static byte[] jar(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                var crc = new CRC32();
                crc.update(file.getValue());
                entry.setCrc(crc.getValue());
                entry.setSize(file.getValue().length);
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
