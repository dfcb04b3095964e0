package lib.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.text.ShellQuote;

/**
 * Writes files that only their owner may read, all of them or none, and never over an existing one unasked.
 *
 * <p>Each file is first written whole beside its place, 0600 from its first byte, then published by a hard link, which
 * fails where a name is taken ({@code rename} would silently replace it). Replacing keeps the old file as a dated
 * backup, of which the three newest stay.
 */
public final class SecretFiles {

    private SecretFiles() {
    }

    /** A file that is to appear. */
    public record NewFile(Path path, byte[] content) {
    }

    private interface Step {
        void run() throws IOException;
    }

    /**
     * Publishes the files in their order. One call at a time: two that replace the same file at once would both keep
     * the same backup, and the first one's file would be lost.
     *
     * @param replace whether existing files may be replaced; each is kept as one of its {@link Backups}
     * @return the backups made
     * @throws Failure {@code file_exists}, {@code file_in_the_way}, {@code folder_unsafe} or {@code file_unwritable};
     *     then everything is as it was before
     */
    public static synchronized List<Path> publish(List<NewFile> files, boolean replace) {
        var drafts = new ArrayList<Draft>();
        var backups = new ArrayList<Path>();
        var undo = new ArrayDeque<Step>();
        boolean done = false;
        try {
            files.forEach(file -> refuseIfTaken(file.path(), replace));
            for (NewFile file : files) {
                prepareFolder(folder(file), undo);
                drafts.add(Draft.write(folder(file), file.content()));
            }
            for (int i = 0; i < files.size(); i++) {
                Path path = files.get(i).path();
                if (replace && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    backups.add(replaceOne(drafts.get(i).path(), files.get(i), undo));
                } else {
                    publishOne(drafts.get(i).path(), files.get(i), undo);
                }
            }
            files.stream().map(SecretFiles::folder).distinct().forEach(SecretFiles::sync);
            done = true;
            files.forEach(file -> Backups.trim(file.path()));
            return backups;
        } catch (IOException e) {
            throw unwritable(folder(files.get(Math.min(drafts.size(), files.size() - 1))), e);
        } finally {
            drafts.forEach(Draft::close);
            if (!done) {
                undo.forEach(SecretFiles::runQuietly);
            }
        }
    }

    /**
     * @throws Failure {@code file_exists} for a taken name, which may be replaced; {@code file_in_the_way} for anything
     *     but a regular file, which nothing replaces
     */
    public static void refuseIfTaken(Path path, boolean replace) {
        refuseIfTaken(path, replace, Fix.of("choose another place, or replace it with --force, which keeps a dated"
                + " backup"));
    }

    /**
     * As {@link #refuseIfTaken(Path, boolean)}.
     *
     * @param fix of a name that is taken
     */
    public static void refuseIfTaken(Path path, boolean replace, Fix fix) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.file("file_in_the_way",
                    path + " is " + (Files.isSymbolicLink(path) ? "a symbolic link" : "not a regular file")
                            + " and is not replaced",
                    "move it away, or choose another place");
        }
        if (!replace) {
            throw Failure.file("file_exists", path + " exists already", fix);
        }
    }

    private static Path folder(NewFile file) {
        return file.path().toAbsolutePath().getParent();
    }

    private static void prepareFolder(Path folder, Deque<Step> undo) throws IOException {
        OwnerOnly.missing(folder).forEach(path -> undo.push(() -> Files.deleteIfExists(path)));
        OwnerOnly.createFolders(folder);
        if (Ownership.isWritableByAnyone(folder)) {
            throw Failure.file("folder_unsafe", "anyone on this machine may replace files in " + folder,
                    "run: chmod o-w " + ShellQuote.sh(folder.toString()) + " (or choose another folder)");
        }
        Draft.removeLeftOver(folder);
    }

    private static void publishOne(Path draft, NewFile file, Deque<Step> undo) throws IOException {
        Path path = file.path();
        try {
            if (Confinement.holds(path)) {
                Confinement.publish(draft, path);
            } else {
                OwnerOnly.link(path, draft);
            }
        } catch (FileAlreadyExistsException e) {
            throw Failure.file("file_exists", path + " appeared while sfjwt was at work",
                    "let only one run write to a folder at a time").from(e);
        }
        undo.push(() -> {
            if (holds(path, file.content())) {
                Files.delete(path);
            }
        });
    }

    /** @return the backup */
    private static Path replaceOne(Path draft, NewFile file, Deque<Step> undo) throws IOException {
        Path path = file.path();
        Set<PosixFilePermission> modes = OwnerOnly.modes(path);
        Path backup = Backups.keep(path);
        undo.push(() -> {
            if (holds(path, file.content())) {
                Files.move(backup, path, StandardCopyOption.ATOMIC_MOVE);
            } else if (!holds(path, Files.readAllBytes(backup))) {
                return;
            }
            // still there when both names led to the same file, which makes the move do nothing (POSIX rename)
            Files.deleteIfExists(backup);
            OwnerOnly.setModes(path, modes);
        });
        OwnerOnly.restrict(backup);
        Confinement.replace(draft, path);
        return backup;
    }

    /** Asked before anything is undone: another run may have put its own file in the place by now. */
    private static boolean holds(Path path, byte[] content) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Arrays.equals(Files.readAllBytes(path), content);
    }

    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folder for reading; the files themselves are already on disk
        }
    }

    private static void runQuietly(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            // the first failure is the one to report; a backup that could not return is still there under its name
        }
    }

    static Failure unwritable(Path folder, IOException e) {
        return Failure.file("file_unwritable", "cannot write to " + folder + ": " + Reason.of(e),
                Reason.mended(e)).from(e);
    }
}
