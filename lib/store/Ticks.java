package lib.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lib.files.OwnerOnly;
import lib.files.Ownership;
import lib.files.RunLock;
import lib.keys.Fingerprint;

/**
 * Which tasks of the guide a person has ticked for a project: a file beside the tokens, whose name is a digest of the
 * project's folder, with the name of a task on each line.
 *
 * <p>What cannot be written lasts as long as this object.
 */
public final class Ticks {

    /** A task, and of one that is about a certificate also which one: {@code A6-4F:0C…}. */
    private static final Pattern TASK = Pattern.compile("[A-Z][0-9]{1,2}(-[0-9A-F:]{0,95})?");

    /** More than all the certificates that a project will ever have. */
    private static final int MOST = 500;
    private static final int LARGEST = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Optional<Path> store;
    private final String name;
    /** Null while the file has them all. */
    private Set<String> unwritten;

    /** @param store where tokens are kept; empty for nowhere */
    public Ticks(Optional<Path> store, Path project) {
        this.store = store;
        this.name = Fingerprint.hex("sfjwt ticks 1\n" + project);
    }

    public static boolean isTask(String text) {
        return TASK.matcher(text).matches();
    }

    public synchronized Set<String> all() {
        try {
            return unwritten != null ? unwritten : store.isEmpty() ? Set.of() : read(store.get());
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** Several dashboards of the project may do it at once: what each ticks is ticked. */
    public synchronized void change(Collection<String> tasks, boolean ticked) {
        try {
            Path folder = usable();
            try (var _ = RunLock.take(folder.resolve(name + ".lock"), PATIENCE, () -> false)
                    .orElseThrow(() -> new IOException("another dashboard is at it"))) {
                String lines = String.join("\n", changed(tasks, ticked)) + "\n";
                OwnerOnly.replace(file(folder), lines.getBytes(StandardCharsets.US_ASCII));
                unwritten = null;
            }
        } catch (IOException e) {
            unwritten = changed(tasks, ticked);
        }
    }

    private Path usable() throws IOException {
        Path folder = store.orElseThrow(() -> new IOException("nothing is kept"));
        var place = new StoreFolder(folder);
        place.make();
        if (place.flaw().isPresent()) {
            throw new IOException(folder + " " + place.flaw().get());
        }
        return folder;
    }

    private Set<String> changed(Collection<String> tasks, boolean ticked) {
        var now = new TreeSet<>(all());
        if (!ticked) {
            now.removeAll(tasks);
        } else if (now.size() + tasks.size() <= MOST) {
            now.addAll(tasks);
        }
        return now;
    }

    private Set<String> read(Path folder) throws IOException {
        var tasks = new TreeSet<String>();
        if (new StoreFolder(folder).flaw().isPresent() || Ownership.flaw(file(folder), false).isPresent()) {
            return tasks;
        }
        try (InputStream in = Files.newInputStream(file(folder), LinkOption.NOFOLLOW_LINKS)) {
            new String(in.readNBytes(LARGEST), StandardCharsets.US_ASCII).lines().filter(Ticks::isTask)
                    .forEach(tasks::add);
        }
        return tasks;
    }

    private Path file(Path folder) {
        return folder.resolve(name + ".ticks");
    }
}
