package lib.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Why something could not be done with a file, in words; of most of these, Java's message is the path alone.
 */
public final class Reason {

    private Reason() {
    }

    /** @param e an IOException, or the one that a listing of a folder throws */
    public static String of(Exception e) {
        return switch (e) {
            case DirectoryIteratorException listing -> of(listing.getCause());
            case AccessDeniedException _ -> "this user may not";
            case FileAlreadyExistsException taken -> taken.getFile() + " is in the way";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case NotDirectoryException other -> other.getFile() + " is not a folder";
            case DirectoryNotEmptyException full -> full.getFile() + " is not empty";
            case FileSystemException circle when isLink(circle) -> circle.getFile() + " is a link that leads to itself";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** The way out where a folder, or a file in it, could not be made. */
    public static String mended(IOException e) {
        return e instanceof FileAlreadyExistsException ? "move that away, or name another folder"
                : "check the folder's owner, its modes and the free space, or name another folder";
    }

    /** A missing target and a lack of rights have types of their own, which come first. */
    private static boolean isLink(FileSystemException e) {
        return e.getFile() != null && Files.isSymbolicLink(Path.of(e.getFile()));
    }
}
