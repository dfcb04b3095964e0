package lib.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lib.failure.Failure;

/**
 * Writes files that only their owner may read, all of them or none, and never over an existing one unasked.
 *
 * <p>Each file is first written whole beside its place, 0600 from its first byte, then published by a hard link, which
 * fails where a name is taken ({@code rename} would silently replace it). Replacing keeps the old file as a dated backup.
 */
public final class SecretFiles {

    private static final DateTimeFormatter BACKUP_STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final String DRAFT_PREFIX = ".sfjwt-";
    private static final String DRAFT_SUFFIX = ".tmp";

    private SecretFiles() {
    }

    /** A file that is to appear. */
    public record NewFile(Path path, byte[] content) {
    }

    /**
     * Publishes the files in their order.
     *
     * @param replace whether existing files may be replaced; each is kept as {@code NAME.yyyyMMdd-HHmmss.bak}
     * @return the backups made
     * @throws Failure {@code file_exists} or {@code file_unwritable}; then everything is as it was before
     */
    public static List<Path> publish(List<NewFile> files, boolean replace) {
        var drafts = new ArrayList<Path>();
        var published = new ArrayList<Published>();
        try {
            for (NewFile file : files) {
                prepareFolder(file.path().toAbsolutePath().getParent());
                refuseIfTaken(file.path(), replace);
            }
            for (NewFile file : files) {
                drafts.add(draft(file));
            }
            for (int i = 0; i < files.size(); i++) {
                published.add(publishOne(drafts.get(i), files.get(i).path(), replace));
            }
            syncFolder(files.getFirst().path().toAbsolutePath().getParent());
            return published.stream().map(Published::backup).filter(b -> b != null).toList();
        } catch (IOException | Failure e) {
            published.reversed().forEach(SecretFiles::undo);
            throw e instanceof Failure failure ? failure : unwritable((IOException) e);
        } finally {
            drafts.forEach(SecretFiles::deleteQuietly);
        }
    }

    /** @throws Failure {@code file_exists} for a name that is taken, and for anything but a regular file in any case */
    public static void refuseIfTaken(Path path, boolean replace) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.file("file_exists",
                    path + " is " + (Files.isSymbolicLink(path) ? "a symbolic link" : "not a regular file")
                            + " and is not replaced",
                    "move it away, or choose another place with --output");
        }
        if (!replace) {
            throw Failure.file("file_exists", path + " exists already",
                    "choose another place with --output, or replace it with --force, which keeps a dated backup");
        }
    }

    private record Published(Path path, Path backup) {
    }

    private static Published publishOne(Path draft, Path path, boolean replace) throws IOException {
        if (replace && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Path backup = keepBackup(path);
            try {
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                deleteQuietly(backup);
                throw e;
            }
            return new Published(path, backup);
        }
        try {
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException e) {
            throw Failure.file("file_exists", path + " appeared while sfjwt was at work",
                    "let only one run write to a folder at a time").from(e);
        } catch (UnsupportedOperationException | IOException e) {
            // no hard links here (FAT, some network mounts): an exclusive create still never replaces
            writeNew(path, Files.readAllBytes(draft));
        }
        return new Published(path, null);
    }

    private static void undo(Published done) {
        try {
            if (done.backup() == null) {
                Files.deleteIfExists(done.path());
            } else {
                Files.move(done.backup(), done.path(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            // the first failure is the one to report; a backup that could not return is still there under its name
        }
    }

    private static Path keepBackup(Path path) throws IOException {
        String name = path.getFileName() + "." + LocalDateTime.now().format(BACKUP_STAMP);
        Path backup = path.resolveSibling(name + ".bak");
        for (int i = 2; Files.exists(backup, LinkOption.NOFOLLOW_LINKS); i++) {
            backup = path.resolveSibling(name + "-" + i + ".bak");
        }
        writeNew(backup, Files.readAllBytes(path));
        return backup;
    }

    private static Path draft(NewFile file) throws IOException {
        // the process id tells a later run whether the draft's writer is still alive
        Path draft = file.path().toAbsolutePath().resolveSibling(DRAFT_PREFIX + ProcessHandle.current().pid() + "-"
                + Long.toHexString(System.nanoTime()) + "-" + file.path().getFileName() + DRAFT_SUFFIX);
        writeNew(draft, file.content());
        return draft;
    }

    private static void writeNew(Path path, byte[] content) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileChannel created = FileChannel.open(path, options, ownerOnly(path, "rw-------"));
        try (FileChannel channel = created) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            deleteQuietly(path);
            throw e;
        }
    }

    private static void prepareFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
        }
        if (isWritableByAnyone(folder)) {
            throw Failure.file("folder_unsafe", "anyone on this machine may replace files in " + folder,
                    "run: chmod o-w " + folder + " (or choose another folder)");
        }
        removeDeadDrafts(folder);
    }

    private static boolean isWritableByAnyone(Path folder) throws IOException {
        try {
            boolean others = Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE);
            // the sticky bit (/tmp) lets only a file's owner replace it
            return others && ((int) Files.getAttribute(folder, "unix:mode") & 01000) == 0;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void removeDeadDrafts(Path folder) throws IOException {
        try (var drafts = Files.newDirectoryStream(folder, DRAFT_PREFIX + "*" + DRAFT_SUFFIX)) {
            for (Path draft : drafts) {
                String pid = draft.getFileName().toString().substring(DRAFT_PREFIX.length()).replaceAll("-.*", "");
                if (pid.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    deleteQuietly(draft);
                }
            }
        }
    }

    private static FileAttribute<?> ownerOnly(Path path, String modes) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes));
        }
        var owner = path.getFileSystem().getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        var everything = AclEntry.newBuilder().setType(AclEntryType.ALLOW).setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class)).build();
        return new FileAttribute<List<AclEntry>>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return List.of(everything);
            }
        };
    }

    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folder for reading; the files themselves are already on disk
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // a leftover draft is 0600 and the next run removes it
        }
    }

    private static Failure unwritable(IOException e) {
        String reason = e instanceof AccessDeniedException denied
                ? denied.getFile() + " may not be written by this user"
                : e instanceof FileAlreadyExistsException taken ? taken.getFile() + " is in the way" : e.getMessage();
        return Failure.file("file_unwritable", "cannot write: " + reason,
                "check the folder's owner, its modes and the free space, then run the command again").from(e);
    }
}
