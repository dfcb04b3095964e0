package lib.files;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs on the PATH, looked up here: Windows would take one from the folder one is in, which may be anybody's.
 */
public final class OnPath {

    private OnPath() {
    }

    /**
     * @param program its name without an ending
     * @param path the variable's value; only folders named by a whole path count
     */
    public static Optional<Path> find(String program, String path) {
        List<String> names = File.separatorChar == '\\' ? List.of(program + ".exe", program + ".cmd")
                : List.of(program);
        return folders(path).flatMap(folder -> names.stream().map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }

    /** The folders in the variable's value that are named by a whole path. */
    public static Stream<Path> folders(String path) {
        return Arrays.stream(path.split(File.pathSeparator)).map(InputFile::absolute).flatMap(Optional::stream);
    }
}
