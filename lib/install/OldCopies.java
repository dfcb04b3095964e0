package lib.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lib.files.PublicFiles;

/**
 * Copies that no launcher starts any more. A process opens its jars as it needs them, so those of a running one stay.
 */
final class OldCopies {

    /**
     * Removes all but the one that is started now, the one that was until now (a shell may be about to start it), and
     * those that processes run from.
     */
    static void remove(Place place, Path current, String launcherBefore) throws IOException {
        for (Path copy : Copy.all(place)) {
            if (!copy.equals(current) && !launcherBefore.contains(copy.getFileName().toString()) && !isInUse(copy)) {
                PublicFiles.removeTree(copy);
            }
        }
    }

    static boolean isInUse(Path copy) {
        return isInUse(copy, _ -> true);
    }

    /** As far as this user may see: Java shows the arguments of one's own processes, and none on Windows. */
    private static boolean isInUse(Path copy, Predicate<ProcessHandle> counts) {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            // not its arguments(), which are empty where they are longer than a page
            return processes.filter(counts)
                    .anyMatch(process -> process.info().commandLine().orElse("").contains(copy.toString()));
        }
    }

    static String text(Path launcher) throws IOException {
        return Files.exists(launcher) ? Files.readString(launcher) : "";
    }

    /** The copies that other processes run from: this one may be the installed sfjwt that uninstalls itself. */
    static List<Path> inUseByOthers(Place place) throws IOException {
        return Copy.all(place).stream()
                .filter(copy -> isInUse(copy, process -> !process.equals(ProcessHandle.current()))).toList();
    }
}
