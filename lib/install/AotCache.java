package lib.install;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lib.files.PublicFiles;

/**
 * Makes a copy's ahead-of-time cache (JEP 483, 514): the classes of a run that does what people do every day, loaded
 * and linked. There is one for all commands: four smaller ones saved no more than a twentieth of a login.
 */
final class AotCache {

    private static final int LONGEST_SECONDS = 120;

    private static final long LEAST_MEMORY = 512L * 1024 * 1024;

    /** Whether there is memory for it: in a container with less, the system would kill one of the processes, or all. */
    static boolean hasRoom() {
        return !(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)
                || system.getTotalMemorySize() >= LEAST_MEMORY;
    }

    /**
     * @param training a folder that is set up for an org
     * @return whether this JDK made one
     */
    static boolean make(Copy copy, Path training, Undo undo) throws IOException {
        Path draft = PublicFiles.draft(copy.cache());
        Files.deleteIfExists(draft);
        var command = new ArrayList<String>(List.of(copy.java().toString(), "-XX:AOTCacheOutput=" + draft));
        command.addAll(JvmOptions.all());
        // profiles (JEP 515) are of use to the full compiler alone, and each start would compile by them: 60 ms of CPU
        command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"));
        command.addAll(List.of("-D" + Training.PROPERTY + "=" + training, "-cp", copy.classPath(), "sfjwt", "install"));
        if (runs(command, copy.folder(), undo) && Files.exists(draft)) {
            PublicFiles.publish(draft, copy.cache(), PublicFiles.DATA);
            return true;
        }
        Files.deleteIfExists(draft);
        return false;
    }

    private static boolean runs(List<String> command, Path folder, Undo undo) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        // options that this run got from outside are not those of later runs
        builder.environment().keySet()
                .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JDK_AOT_VM_OPTIONS"));
        // an interruption ends it or comes before it starts, so that it never writes to a folder that is being removed
        Process training = undo.whole(builder::start);
        try {
            training.getOutputStream().close();
            return training.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && training.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            training.descendants().forEach(ProcessHandle::destroyForcibly); // the JVM writes a cache in a second one
            training.destroyForcibly();
        }
    }
}
