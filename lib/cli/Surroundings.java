package lib.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.OrgSettings;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.files.FromFolder;
import lib.keys.KeySource;
import lib.pkcs11.TokenUri;

/**
 * Everything outside the program that a command may touch, so that a test can bring its own.
 *
 * @param folder what relative paths are relative to
 * @param in what is sent through stdin; empty where that is a terminal
 */
public record Surroundings(Map<String, String> environment, Path folder, Optional<InputStream> in, OutputStream out,
        OutputStream err, Terminal terminal, Clock clock) {

    /** With nothing on stdin. */
    public Surroundings(Map<String, String> environment, Path folder, OutputStream out, OutputStream err,
            Terminal terminal, Clock clock) {
        this(environment, folder, Optional.of(InputStream.nullInputStream()), out, err, terminal, clock);
    }

    public static Surroundings ofThisProcess() {
        return ofThisProcess(Started.in(System.getenv()), Terminal.piped(), Terminal.detect(System.getenv()));
    }

    /** Those of this process without what there is to find out, which can fail. */
    static Surroundings unseen() {
        return ofThisProcess(Map.of(), Optional.empty(), Terminal.NONE);
    }

    private static Surroundings ofThisProcess(Map<String, String> environment, Optional<InputStream> in,
            Terminal terminal) {
        return new Surroundings(environment, Path.of(""), in, new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err), terminal, Clock.systemUTC());
    }

    Surroundings withoutTerminal() {
        return new Surroundings(environment, folder, in, out, err, Terminal.NONE, clock);
    }

    /** What the SFJWT_ variables say. */
    public Environment variables() {
        return new Environment(environment, folder);
    }

    /** What this file and the variables say of an org, without options. */
    public ConfigSources config(Path file) {
        return new ConfigSources(OrgSettings.NONE, variables(), file, true);
    }

    /** How this program is run here: what its follow-up commands begin with. */
    public String command() {
        String typed = environment.getOrDefault(Started.VARIABLE, "");
        return typed.isBlank() ? "sfjwt" : typed.strip();
    }

    /** Says nothing of the environment, which holds secrets. */
    @Override
    public String toString() {
        return "Surroundings[" + folder + "]";
    }

    /**
     * The place of a key as it was typed, {@code -} being stdin.
     *
     * @throws Failure {@code key_on_terminal} where stdin is a terminal, which would show what is pasted
     */
    public KeySource key(String typed, String name) {
        if (!typed.equals(KeySource.STDIN)) {
            return KeySource.atShell(typed, folder, name);
        }
        return new KeySource.Piped(in.orElseThrow(() -> Failure.usage("key_on_terminal",
                name + " - reads the key from stdin, which is the terminal here and would show it",
                Fix.of("send it through a pipe (… | ", Fix.command("get-token", "--key-file", "-"),
                        "), or name its file"))), KeySource.STDIN, null);
    }

    /** As {@link #shown(Path)}; other words stay as they are. */
    public String shown(String place) {
        return place.equals(KeySource.STDIN) ? "stdin" : TokenUri.isOne(place) ? place : shown(Path.of(place));
    }

    /** A path as a person would type it from here: relative where it lies below the folder. */
    public String shown(Path path) {
        return FromFolder.name(folder, folder.resolve(path)).toString();
    }
}
