package lib.install;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An ahead-of-time cache (JEP 483, 514, 515): the classes of a run, loaded and linked, and what the compiler learnt.
 *
 * <p>The JVM takes all of a cache in at every start, so commands that need little have one without the classes of those
 * that need much.
 */
enum AotCache {

    DAILY("daily.aot"),
    CERTIFICATES("certificates.aot");

    private static final int LONGEST_SECONDS = 120;

    private final String file;

    AotCache(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** @return whether this JDK made one */
    boolean make(Copy copy, String mainClass, List<String> arguments) throws IOException {
        Path cache = copy.folder().resolve(file);
        Path draft = PublicFiles.draft(cache);
        Files.deleteIfExists(draft);
        var command = new ArrayList<String>(List.of(copy.java().toString(), "-XX:AOTCacheOutput=" + draft));
        command.addAll(Launcher.FLAGS);
        if (this == DAILY) {
            command.add(Launcher.QUICK);
            // profiles are of use to the full compiler alone, and each start would compile by them: 60 ms of CPU
            command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"));
        }
        command.addAll(List.of("-cp", copy.classPath(), mainClass));
        command.addAll(arguments);
        if (runs(command, copy.folder()) && Files.exists(draft)) {
            PublicFiles.publish(draft, cache, PublicFiles.DATA);
            return true;
        }
        Files.deleteIfExists(draft);
        return false;
    }

    private static boolean runs(List<String> command, Path folder) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        // options that this run got from outside are not those of later runs
        builder.environment().keySet()
                .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JDK_AOT_VM_OPTIONS"));
        Process training = builder.start();
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
