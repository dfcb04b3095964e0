package lib.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files of metadata as a zip that a deploy takes, with the package.xml that lists them.
 */
final class DeployZip {

    static byte[] of(List<MetadataFile> files, String apiVersion) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "package.xml", manifest(files, apiVersion));
            for (MetadataFile file : files) {
                put(zip, file.path(), file.xml());
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all that is written to it", e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] manifest(List<MetadataFile> files, String apiVersion) {
        return MetadataFile.xml(writer -> {
            writer.writeStartElement("Package");
            writer.writeDefaultNamespace(MetadataFile.NAMESPACE);
            for (MetadataFile file : files) {
                writer.writeCharacters("\n    ");
                writer.writeStartElement("types");
                MetadataFile.element(writer, 2, "members", file.fullName());
                MetadataFile.element(writer, 2, "name", file.type().name());
                writer.writeCharacters("\n    ");
                writer.writeEndElement();
            }
            MetadataFile.element(writer, 1, "version", apiVersion);
            writer.writeCharacters("\n");
            writer.writeEndElement();
        });
    }
}
