package lib.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes the ahead-of-time cache (JEP 483, 514, 515): classes loaded and linked, and what the compiler learnt, from one
 * run that does what users do, over TLS.
 */
final class AotCache {

    private static final int LONGEST_SECONDS = 120;

    private AotCache() {
    }

    /** @return empty, with a warning, where this JDK makes no cache */
    static Optional<Path> make(Path files, String classPath, Path java, Clock clock, List<String> warnings)
            throws IOException {
        Path cache = files.resolve(Launcher.CACHE);
        Path complete = files.resolve("complete");
        if (Files.exists(complete) && Files.exists(cache)) {
            return Optional.of(cache);
        }
        Path work = Files.createTempDirectory("sfjwt-install-");
        try (var standIn = TlsStandIn.start(work, clock)) {
            if (runs(command(cache, classPath, java, standIn, work), work) && Files.exists(cache)) {
                Files.writeString(complete, System.getProperty("java.vm.version") + "\n");
                return Optional.of(cache);
            }
        } finally {
            try (var left = Files.walk(work)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        warnings.add("this JDK made no ahead-of-time cache; sfjwt starts slower without");
        return Optional.empty();
    }

    private static List<String> command(Path cache, String classPath, Path java, TlsStandIn standIn, Path work) {
        var command = new ArrayList<String>(List.of(java.toString(), "-XX:AOTCacheOutput=" + cache));
        command.addAll(Launcher.FLAGS);
        command.addAll(List.of("-cp", classPath, TrainingRun.class.getName(), standIn.url().toString(), work.toString()));
        return command;
    }

    private static boolean runs(List<String> command, Path work) throws IOException {
        Process training = new ProcessBuilder(command).directory(work.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (training.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                return training.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        training.destroyForcibly();
        return false;
    }
}
