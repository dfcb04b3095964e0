package lib.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lib.failure.Failure;
import lib.files.Ownership;
import lib.files.PublicFiles;
import lib.files.RunLock;
import lib.text.ShellQuote;

/**
 * Where an installed sfjwt lives.
 *
 * @param folder of the launchers, such as ~/.local/bin
 * @param copies the folder of the copies that they start
 */
public record Place(Path folder, Path copies) {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    /** The copies of {@code …/bin} are in {@code …/share/sfjwt}, those of other folders in a hidden one inside. */
    public static Place of(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        boolean bin = whole.endsWith("bin") && whole.getParent() != null;
        return new Place(whole, bin ? whole.resolveSibling("share").resolve("sfjwt") : whole.resolve(".sfjwt"));
    }

    Path sh() {
        return folder.resolve("sfjwt");
    }

    Path cmd() {
        return folder.resolve("sfjwt.cmd");
    }

    /** @throws Failure {@code bad_folder} where a class path could not name the copies */
    void refuseUnusable() {
        if (copies.toString().contains(File.pathSeparator)) {
            throw Failure.usage("bad_folder", "Java cannot run programs from " + copies + ": its name holds a "
                    + File.pathSeparator, "choose another folder with --dir");
        }
    }

    /**
     * Looks at the two folders, at the copies that are there, and at all folders above them, in which another user may
     * put a folder of his in the place of ours.
     *
     * @throws Failure {@code folder_unsafe} where another user could put a program in the place of ours
     */
    void refuseUnsafe() throws IOException {
        for (Path above : List.of(folder, copies.getParent())) {
            for (Path path : List.of(above, real(above))) {
                refuseUnsafeAbove(path);
            }
        }
        refuseIf(Ownership.isWritableByGroup(copies), copies, "run: chmod go-w ");
        refuseIf(Ownership.isAnotherUsers(copies), copies, "choose another with --dir, or remove ");
        for (Path copy : Copy.named(this)) {
            refuseIf(Ownership.isWritableByGroup(copy) || Ownership.isAnotherUsers(copy), copy,
                    "remove what may have been changed: rm -r ");
        }
    }

    private static void refuseUnsafeAbove(Path folder) {
        for (Path path = folder; path != null; path = path.getParent()) {
            refuseIf(Ownership.isWritableByAnyone(path), path, "choose another with --dir, or run: chmod o-w ");
            // root may put a program into a user's home, which is that user's to change
            refuseIf(Ownership.isAnotherUsers(path) && !Ownership.isRoot(), path, "choose another with --dir than ");
        }
    }

    /** Where the links on the way lead, as far as there are folders. */
    private static Path real(Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there.toRealPath();
    }

    private static void refuseIf(boolean unsafe, Path path, String fix) {
        if (unsafe) {
            throw Failure.file("folder_unsafe", "other users of this machine may replace programs in " + path,
                    fix + ShellQuote.sh(path.toString()));
        }
    }

    /** @throws Failure {@code folder_noexec} where no program can be run from; under the {@link #lock} */
    void refuseNoexec() throws IOException {
        Path probe = PublicFiles.draft(sh());
        PublicFiles.put(probe, new byte[0], PublicFiles.PROGRAM);
        boolean executable = Files.isExecutable(probe);
        Files.delete(probe);
        if (!executable) {
            throw Failure.file("folder_noexec", "no program can be run from " + folder
                    + ", whose file system is mounted noexec", "choose another folder with --dir");
        }
    }

    /**
     * Lets one run at a time change this place.
     *
     * @throws Failure {@code install_busy} after a wait of minutes
     */
    RunLock lock() throws IOException {
        PublicFiles.createFolders(copies);
        try {
            return RunLock.take(lockFile(), LONGEST_WAIT, () -> false).orElseThrow(() -> Failure.file("install_busy",
                    "another sfjwt install is at work in " + copies,
                    "wait until it has ended, or end it; then run the command again"));
        } catch (NoSuchFileException e) {
            return lock(); // an uninstall has removed the folder meanwhile
        }
    }

    Path lockFile() {
        return copies.resolve(".lock");
    }

    /** @throws Failure {@code file_exists} for a program of this name that is somebody else's */
    void refuseForeign() throws IOException {
        for (Path launcher : new Path[] {sh(), cmd()}) {
            if (Files.exists(launcher, LinkOption.NOFOLLOW_LINKS) && !Launcher.isOurs(launcher)) {
                throw Failure.file("file_exists", launcher + " is there and was not made by sfjwt install",
                        "move it away, or choose another folder with --dir");
            }
        }
    }
}
