package lib.config;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Kind;

/**
 * The folder in which a person keeps a jwt.json for each of many orgs.
 */
public final class ConfigFiles {

    private ConfigFiles() {
    }

    /**
     * Every {@code *.json} directly in the folder, in the order of their names.
     *
     * @throws Failure {@code folder_missing}, {@code not_a_folder}, {@code folder_unreadable}, {@code no_configs}
     */
    public static List<Path> in(Path folder) {
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder, "*.json")) {
            entries.forEach(files::add);
        } catch (NoSuchFileException e) {
            throw Failure.of(Kind.MISSING, "folder_missing", "there is no folder " + folder,
                    "name the folder that holds the jwt.json files").from(e);
        } catch (NotDirectoryException e) {
            throw Failure.file("not_a_folder", folder + " is a file", "name it with --config, or its folder").from(e);
        } catch (IOException | DirectoryIteratorException e) {
            throw Failure.file("folder_unreadable", "the folder " + folder + " cannot be read: " + e.getMessage(),
                    "let its owner give you read access").from(e);
        }
        if (files.isEmpty()) {
            throw Failure.file("no_configs", "there is no .json file in " + folder,
                    "name the folder that holds the jwt.json files, or write one: sfjwt setup-config --output "
                            + folder.resolve("prod.json"));
        }
        return files.stream().sorted().toList();
    }
}
