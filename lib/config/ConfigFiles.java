package lib.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.files.Reason;

/**
 * The folder in which a person keeps a jwt.json for each of many orgs.
 */
public final class ConfigFiles {

    private ConfigFiles() {
    }

    /**
     * @param files in the order of their names
     * @param passedOver a word on each other JSON file
     */
    public record Found(List<Path> files, List<String> passedOver) {
    }

    /**
     * Every {@code *.json} directly in the folder but those of other programs.
     *
     * @throws Failure {@code folder_missing}, {@code not_a_folder}, {@code folder_unreadable}, {@code no_configs}
     */
    public static Found in(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            // before it is opened: a named pipe's opening waits for whoever writes to it
            throw Failure.file("not_a_folder", folder + " is a file",
                    Fix.of("name it with ", Input.CONFIG, ", or its folder"));
        }
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder, "*.json")) {
            entries.forEach(files::add);
        } catch (NoSuchFileException e) {
            throw Failure.of(Kind.MISSING, "folder_missing", "there is no folder " + folder,
                    "name the folder that holds the jwt.json files").from(e);
        } catch (IOException | DirectoryIteratorException e) {
            throw Failure.file("folder_unreadable", "the folder " + folder + " cannot be read: " + Reason.of(e),
                    e instanceof AccessDeniedException ? "let its owner give you read access"
                            : "name the folder that holds the jwt.json files").from(e);
        }
        List<Path> others = files.stream().filter(JwtJson::isAnotherPrograms).sorted().toList();
        files.removeAll(others);
        if (files.isEmpty()) {
            throw Failure.file("no_configs", "there is no jwt.json in " + folder,
                    Fix.of("name the folder that holds the jwt.json files, or write one: ",
                            Fix.command("setup-config", "-o", folder.resolve("prod.json"))));
        }
        return new Found(files.stream().sorted().toList(), others.stream()
                .map(file -> file + " is passed over: it has no field of a jwt.json").toList());
    }
}
