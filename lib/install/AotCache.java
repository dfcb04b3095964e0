package lib.install;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import lib.catalog.Verb;

/**
 * An ahead-of-time cache (JEP 483, 514, 515): the classes of a run, loaded and linked, and what the compiler learnt.
 *
 * <p>The JVM takes all of a cache in at every start, so commands that need little have one without the classes of those
 * that need much.
 */
enum AotCache {

    /** What only talks. */
    WORDS(Verb.Cache.WORDS, true),
    KEY(Verb.Cache.KEY, true),
    CERTIFICATES(Verb.Cache.CERTIFICATES, false),
    LOGIN(Verb.Cache.LOGIN, true);

    private static final int LONGEST_SECONDS = 120;

    private final Verb.Cache verbs;
    private final boolean quick;

    AotCache(Verb.Cache verbs, boolean quick) {
        this.verbs = verbs;
        this.quick = quick;
    }

    /** The first words of the runs that it is for, as sh patterns. */
    String commands() {
        String alone = this == WORDS ? "'' | --help | -h | --version | -V | " : "";
        return alone + String.join(" | ", Verb.startedWith(verbs));
    }

    /** Whether these runs are short, so that they have the quick compiler alone; see {@link Launcher#QUICK}. */
    boolean isQuick() {
        return quick;
    }

    String file() {
        return id() + ".aot";
    }

    /** What its training is to do. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return whether this JDK made one */
    boolean make(Copy copy, Training training) throws IOException {
        Path cache = copy.folder().resolve(file());
        Path draft = PublicFiles.draft(cache);
        Files.deleteIfExists(draft);
        var command = new ArrayList<String>(List.of(copy.java().toString(), "-XX:AOTCacheOutput=" + draft));
        command.addAll(Launcher.FLAGS);
        if (quick) {
            command.add(Launcher.QUICK);
            // profiles are of use to the full compiler alone, and each start would compile by them: 60 ms of CPU
            command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"));
        }
        command.addAll(List.of("-cp", copy.classPath(), training.mainClass()));
        command.addAll(training.arguments());
        command.add(id());
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
