package lib.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Warning;
import lib.files.FolderLock;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;
import lib.keys.PrivateKeys;
import lib.keys.SigningKey;

/**
 * One run of {@link Rotate}. Which of its fields is in jwt.json tells where it goes on.
 */
final class Rotation {

    /** At least that many in the time in which both keys are used. */
    private static final int LOGINS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Rotate.Request request;
    private final Rotate.Progress progress;
    private final RotatingConfig config;
    private final RotatedApp app;
    private final Clock clock;
    private final List<String> done = new ArrayList<>();
    private Map<String, Path> state;

    Rotation(Rotate.Request request, Rotate.Progress progress, Clock clock) {
        this.request = request;
        this.progress = progress;
        this.clock = clock;
        this.config = new RotatingConfig(request.config(), request.profile());
        this.app = new RotatedApp(request, config, clock, progress);
    }

    Rotate.Result run() {
        state = config.state();
        try {
            switch (request.mode()) {
                case ROTATE -> rotate();
                case FINISH -> finish();
                case ABORT -> abort();
            }
        } catch (Failure e) {
            throw unfinished(e);
        }
        return new Rotate.Result(config.key(), config.path(RotatingConfig.RETIRED).orElse(null), done);
    }

    /** Whoever reads a refusal of the login has to know, too, that there are two keys and two ways. */
    private Failure unfinished(Failure failure) {
        var known = new ArrayList<>(failure.warnings());
        Path other = state.getOrDefault(RotatingConfig.NEXT, state.get(RotatingConfig.PREVIOUS));
        if (failure.kind() == Kind.REFUSED && other != null) {
            known.add(Warning.of("rotation_unfinished", "the rotation is not finished: logins try "
                    + config.name(config.key()) + " and " + config.name(other)
                    + "; once the cause of the refusal is mended, go on: ", Fix.command("rotate"), "; or go back: ",
                    Fix.command("rotate", "--abort")));
        }
        return failure.warning(known);
    }

    private void rotate() {
        settleRetired();
        boolean isDue = config.path(RotatingConfig.NEXT).map(next -> Files.notExists(next))
                .orElseGet(() -> config.path(RotatingConfig.PREVIOUS).isEmpty());
        if (isDue) {
            makeNext();
        }
        config.path(RotatingConfig.NEXT).ifPresent(next -> {
            Path old = config.key();
            app.bringCertificate(next, old, () -> { }).ifPresent(this::done);
            awaitLogin(next);
            write(RotatingConfig.KEY, next, RotatingConfig.PREVIOUS, old, RotatingConfig.NEXT, null);
            done("jwt.json uses the new key; the old one is tried where a server does not know the new one yet");
        });
        if (config.path(RotatingConfig.PREVIOUS).isPresent()) {
            overlap();
            retire();
        }
    }

    private void finish() {
        if (config.path(RotatingConfig.NEXT).isPresent()) {
            throw Failure.usage("rotation_unfinished", "the new key has not logged in yet",
                    Fix.of("go on with the rotation, or go back: ", Fix.command("rotate"), " or ",
                            Fix.command("rotate", "--abort")));
        }
        if (config.path(RotatingConfig.PREVIOUS).isPresent()) {
            awaitLogin(config.key());
            retire();
        }
        settleRetired();
        RetiredKey retired = retired().orElseThrow(() -> Failure.usage("no_rotation",
                "there is no old key to remove", Fix.of("begin one: ", Fix.command("rotate"))));
        RotatingConfig.delete(retired.key());
        RotatingConfig.delete(retired.certificate());
        write(RotatingConfig.RETIRED, null);
        done("old key and certificate removed");
    }

    /**
     * Back to the old key. From the moment the app may get its certificate back, jwt.json also names the new key as
     * previous: until all servers know the old key's certificate, both keys are needed.
     */
    private void abort() {
        settleRetired();
        if (config.path(RotatingConfig.NEXT).isEmpty()) {
            takeBack();
        }
        Path next = config.path(RotatingConfig.NEXT).orElseThrow(() -> Failure.usage("no_rotation",
                "there is no rotation to go back from", Fix.of("see what jwt.json uses: ", Fix.command("orgs"))));
        app.bringCertificate(config.key(), next, () -> write(RotatingConfig.PREVIOUS, next)).ifPresent(this::done);
        awaitLogin(config.key());
        if (config.path(RotatingConfig.PREVIOUS).isPresent()) {
            overlap();
        }
        RotatingConfig.delete(next);
        RotatingConfig.delete(OwnCertificate.nameFor(next));
        write(RotatingConfig.NEXT, null, RotatingConfig.PREVIOUS, null);
        done("back to " + config.name(config.key()) + "; the new key is removed");
    }

    private void takeBack() {
        retired().ifPresent(retired -> {
            requireOld(Files.exists(retired.key()) ? retired.key() : retired.original());
            retired.giveBack();
            write(RotatingConfig.PREVIOUS, retired.original(), RotatingConfig.RETIRED, null);
        });
        config.path(RotatingConfig.PREVIOUS).ifPresent(old -> {
            requireOld(old);
            Path next = config.key();
            write(RotatingConfig.KEY, old, RotatingConfig.NEXT, next, RotatingConfig.PREVIOUS, next);
        });
    }

    private static void requireOld(Path key) {
        if (Files.notExists(key)) {
            throw Failure.file("file_missing", "the old key " + key + " is not there any more", Fix.of("bring it back,"
                    + " or stay with the new one: ", Fix.command("rotate", "--finish"))).about(key);
        }
    }

    private void makeNext() {
        Path old = config.key();
        config.login(); // what cannot log in has nothing to replace
        SigningKey before = PrivateKeys.read(new KeySource.InFile(old), request.way().passphrase());
        X509Certificate certificate = KeyPair.of(old, before).certificate();
        app.agree(old);
        if (config.path(RotatingConfig.NEXT).isEmpty()) {
            retired().ifPresent(earlier ->
                    done("the backup of the rotation before stays as " + config.name(earlier.key())));
            // named before it is made: a run that is killed in between leaves no key that nobody knows
            write(RotatingConfig.NEXT, KeyPair.beside(old, LocalDateTime.ofInstant(clock.instant(),
                    ZoneId.systemDefault()).format(DateTimeFormatter.BASIC_ISO_DATE)), RotatingConfig.RETIRED, null);
        }
        Path next = config.path(RotatingConfig.NEXT).orElseThrow();
        progress.began("making a new key");
        try (var _ = FolderLock.takeFor(next)) {
            if (Files.exists(next)) {
                return; // another run has made it; which of the two goes on is settled when jwt.json is written
            }
            RotatingConfig.delete(OwnCertificate.nameFor(next));
            KeyPair.makeLike(certificate, before.bits(), next, clock);
        }
        done("new key and certificate made: " + config.name(next) + (before.encrypted()
                ? ", which is not encrypted as the old key is: only its owner may read it" : ""));
    }

    private void awaitLogin(Path key) {
        progress.began("logging in with " + config.name(key));
        progress.logsInWith(key);
        new FirstLogin(clock).await(config.with(key), request.way(), progress::status);
        progress.done("logged in with " + config.name(key));
    }

    /**
     * The window begins again with each login that fails; many, because each may meet another server. It is measured by
     * its pauses: a clock can be set meanwhile, and goes on while the machine sleeps.
     */
    private void overlap() {
        progress.began("using both keys");
        progress.logsInWith(config.key());
        Duration share = request.overlap().dividedBy(LOGINS);
        Duration pause = share.compareTo(LONGEST_PAUSE) < 0 ? share : LONGEST_PAUSE;
        Duration left = request.overlap();
        while (left.isPositive()) {
            progress.status("for another " + Math.max(1, left.toSeconds()) + " s");
            sleep(pause);
            var refused = new AtomicBoolean();
            new FirstLogin(clock).await(config.with(config.key()), request.way(), wait -> {
                refused.set(true);
                progress.status(wait);
            });
            left = refused.get() ? request.overlap() : left.minus(pause);
        }
    }

    private void retire() {
        config.path(RotatingConfig.PREVIOUS).ifPresent(old -> {
            Optional<String> sharing = config.sharing(old);
            if (sharing.isPresent()) {
                write(RotatingConfig.PREVIOUS, null);
                done("the old key " + config.name(old) + " stays: " + sharing.get() + " has it too");
                return;
            }
            RetiredKey retired = RetiredKey.of(old, LocalDateTime.ofInstant(clock.instant(),
                    ZoneId.systemDefault()));
            write(RotatingConfig.RETIRED, retired.key(), RotatingConfig.PREVIOUS, null);
            settleRetired();
            done("old key kept as " + config.name(retired.key()));
        });
    }

    /** What jwt.json says is a backup is made one, where a run was killed before it came to that. */
    private void settleRetired() {
        retired().filter(retired -> !retired.original().equals(config.key())).ifPresent(RetiredKey::keep);
    }

    private Optional<RetiredKey> retired() {
        return config.path(RotatingConfig.RETIRED).map(RetiredKey::new);
    }

    /** @param fieldsAndPaths by turns; a null path removes the field */
    private void write(Object... fieldsAndPaths) {
        Map<String, Path> changes = new HashMap<>();
        for (int i = 0; i < fieldsAndPaths.length; i += 2) {
            changes.put((String) fieldsAndPaths[i], (Path) fieldsAndPaths[i + 1]);
        }
        state = config.write(state, changes);
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.usage("interrupted", "the rotation was interrupted; logins work with either key",
                    Fix.of("go on: ", Fix.command("rotate")));
        }
    }

    private void done(String what) {
        progress.done(what);
        done.add(what);
    }
}
