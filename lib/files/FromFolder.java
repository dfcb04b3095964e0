package lib.files;

import java.nio.file.Path;

/**
 * What a path is called in a folder: relative where it lies below it, else whole.
 */
public final class FromFolder {

    private FromFolder() {
    }

    public static Path name(Path folder, Path path) {
        Path here = folder.toAbsolutePath().normalize();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) && !whole.equals(here) ? here.relativize(whole) : whole;
    }
}
