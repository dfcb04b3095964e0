package lib.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lib.failure.Fix;
import lib.failure.Text;
import lib.files.OwnerOnly;
import lib.files.Ownership;
import lib.files.Reason;

/**
 * A folder of tokens, one file each. It never fails: it passes over what it cannot read, does without what it cannot
 * write, and warns.
 */
final class TokenStore {

    private final StoreFolder folder;
    private final Consumer<Text> warn;

    TokenStore(Path folder, Consumer<Text> warn) {
        this.folder = new StoreFolder(folder);
        this.warn = warn;
    }

    Optional<StoredToken> find(Login login) {
        // the name is a digest of the login; what is inside has to say the same, because a file can be renamed
        return folderIsSafe() ? read(file(login)).filter(found -> found.login().equals(login)) : Optional.empty();
    }

    /** Makes the folder where it is missing. */
    boolean isWritable() {
        try {
            folder.make();
            return folderIsSafe();
        } catch (IOException e) {
            return unwritable(e);
        }
    }

    /** Deletes the entries as well that nothing can use any more. */
    void save(StoredToken token) {
        Path saved = file(token.login());
        Instant now;
        try {
            OwnerOnly.replace(saved, token.bytes());
            // the file system's clock wrote the times, and a network's may differ from this machine's
            now = Files.getLastModifiedTime(saved, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException e) {
            unwritable(e);
            return;
        }
        entries().forEach(entry -> deleteIfOlder(entry, now.minus(StoreOptions.LONGEST_TTL)));
    }

    private static void deleteIfOlder(Path entry, Instant limit) {
        try {
            if (Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(limit)) {
                deleteOwn(entry);
            }
        } catch (IOException e) {
            // another call has just deleted it, or a later one may
        }
    }

    /** Deletes the key's entry if it still holds this token. */
    void forget(Login login, String accessToken) {
        find(login).filter(found -> found.answer().accessToken().equals(accessToken))
                .ifPresent(_ -> delete(file(login)));
    }

    /** @return false with a warning where it cannot be deleted, or holds something that sfjwt did not write */
    boolean delete(Path entry) {
        try {
            return deleteOwn(entry) || !Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return true; // another call was faster
        } catch (IOException e) {
            warn("the stored token " + entry + " cannot be deleted: " + Reason.of(e));
            return false;
        }
    }

    private static boolean deleteOwn(Path entry) throws IOException {
        return TokenFile.isOwn(entry) && Files.deleteIfExists(entry);
    }

    /** All files that are named as entries are, readable or not; none in a folder that is not used. */
    List<Path> entries() {
        var entries = new ArrayList<Path>();
        if (folderIsSafe()) {
            try (var files = Files.newDirectoryStream(folder.path(), TokenFile::isNamedSo)) {
                files.forEach(entries::add);
            } catch (IOException | DirectoryIteratorException e) {
                warn("the token store " + folder.path() + " cannot be read: " + Reason.of(e));
            }
        }
        return entries;
    }

    /** Empty where there is nothing; and with a warning, for what is not an entry or not this user's alone. */
    Optional<StoredToken> read(Path entry) {
        try {
            Optional<String> flaw = Ownership.flaw(entry, false);
            if (flaw.isPresent()) {
                return ignored(entry, flaw.get());
            }
            Optional<StoredToken> token = StoredToken.parse(TokenFile.bytes(entry));
            return token.isPresent() ? token : ignored(entry, "is damaged");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return ignored(entry, "cannot be read: " + Reason.of(e));
        }
    }

    Path lockFile(Login login) {
        return folder.path().resolve(login.id() + ".lock");
    }

    private Path file(Login login) {
        return TokenFile.of(folder.path(), login);
    }

    Optional<String> flaw() {
        return folder.flaw();
    }

    private boolean folderIsSafe() {
        Optional<String> flaw = flaw();
        flaw.ifPresent(what -> warn("the token store is not used: " + folder.path() + " " + what));
        return flaw.isEmpty() && Files.exists(folder.path(), LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<StoredToken> ignored(Path entry, String why) {
        warn("the stored token " + entry + " " + why + ", and is ignored");
        return Optional.empty();
    }

    private boolean unwritable(IOException e) {
        warn("the token is not stored in " + folder.path() + ": " + Reason.of(e) + "; set SFJWT_STORE_DIR to another "
                + "folder", Fix.terminal(", or use --no-store"));
        return false;
    }

    private void warn(Object... parts) {
        warn.accept(Text.of(parts));
    }
}
