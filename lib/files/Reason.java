package lib.files;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

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
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
