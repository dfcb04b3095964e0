package lib.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dated backups of a file that was replaced: {@code NAME.yyyyMMdd-HHmmss.bak}, the three newest of them.
 */
final class Backups {

    private static final int MOST = 3;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** @param number tells apart those of the same second; the first has none in its name */
    private record Backup(Path path, String stamp, int number) {

        Backup(Path path, Matcher name) {
            this(path, name.group(1), name.group(2) == null ? 1 : Integer.parseInt(name.group(2)));
        }

        static Backup of(Path file, String stamp, int number) {
            return new Backup(file.resolveSibling(file.getFileName() + "." + stamp + (number == 1 ? "" : "-" + number)
                    + ".bak"), stamp, number);
        }
    }

    /** Gives a file its backup's name as a second one: later than every other, even where the clock was set back. */
    static Path keep(Path file) throws IOException {
        String now = LocalDateTime.now().format(STAMP);
        Backup next = newestFirst(file).stream().findFirst().filter(newest -> newest.stamp().compareTo(now) >= 0)
                .map(newest -> Backup.of(file, newest.stamp(), newest.number() + 1)).orElse(Backup.of(file, now, 1));
        while (true) {
            try {
                if (Confinement.holds(file)) {
                    OwnerOnly.copy(next.path(), file); // a link is made by paths, which can lead elsewhere by now
                } else {
                    OwnerOnly.link(next.path(), file);
                }
                return next.path();
            } catch (FileAlreadyExistsException e) {
                next = Backup.of(file, next.stamp(), next.number() + 1);
            }
        }
    }

    /** Deletes all but the newest. */
    static void trim(Path file) {
        try {
            for (Backup old : newestFirst(file).stream().skip(MOST).toList()) {
                Files.deleteIfExists(old.path());
            }
        } catch (IOException e) {
            // one more backup does no harm
        }
    }

    /** Those that are this user's, 0600 and named as only sfjwt names them. */
    private static List<Backup> newestFirst(Path file) throws IOException {
        var name = Pattern.compile(Pattern.quote(file.getFileName().toString())
                + "\\.([0-9]{8}-[0-9]{6})(?:-([0-9]{1,8}))?\\.bak");
        List<Backup> backups = new ArrayList<>();
        try (var files = Files.newDirectoryStream(file.toAbsolutePath().getParent())) {
            for (Path path : files) {
                Matcher match = name.matcher(path.getFileName().toString());
                if (match.matches() && Ownership.flaw(path, false).isEmpty()) {
                    backups.add(new Backup(path, match));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        backups.sort(Comparator.comparing(Backup::stamp).thenComparing(Backup::number).reversed());
        return backups;
    }
}
