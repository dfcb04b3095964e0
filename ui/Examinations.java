package ui;

import io.helidon.webserver.http.ServerResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import lib.config.Environment;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.doctor.Doctor;
import lib.doctor.Phase;
import lib.doctor.WaitTime;
import lib.failure.Failure;

/**
 * The doctor's call: what the fields of step 3 say is examined, and each finding is sent as soon as it is there.
 */
final class Examinations implements AutoCloseable {

    /**
     * A browser makes six connections for all its tabs: with the one that listens to {@link Events} this leaves one for
     * the pages' other requests.
     */
    static final int MOST_AT_ONCE = 4;

    private final Workplace workplace;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Set<Examination> running = ConcurrentHashMap.newKeySet();

    Examinations(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * Examines for as long as the page listens. Takes the fields of {@link OrgFields}; {@code configPath}, where a file
     * says the same as they; {@code certPath}; {@code offline}, to end before the network; {@code tryAudience},
     * to log in with the other audience too; {@code wait}, like 12m.
     */
    void stream(Call call, ServerResponse response) {
        Doctor.Request request = request(call);
        if (!places.tryAcquire()) {
            throw Failure.usage("too_many_examinations", MOST_AT_ONCE + " examinations are under way already",
                    "stop one of them, or wait until it is done");
        }
        var examination = new Examination(new Doctor(workplace.clock()), request);
        running.add(examination);
        try {
            examination.stream(response);
        } finally {
            running.remove(examination);
            places.release();
        }
    }

    private Doctor.Request request(Call call) {
        Fields fields = OrgFields.of(call, "configPath", "certPath", "offline", "tryAudience", "wait");
        OrgSettings settings = OrgFields.settings(fields, workplace.root());
        String wait = fields.text("wait", "");
        return new Doctor.Request(() -> OrgConfig.of(settings, OrgFields.WHEN_MISSING), path(fields, "configPath"),
                new Environment(workplace.environment(), workplace.root().real()), path(fields, "certPath"),
                workplace.http(), workplace.passphrase(fields), wait.isEmpty() ? WaitTime.NONE : WaitTime.parse(wait),
                fields.isSet("tryAudience"),
                fields.isSet("offline") ? Phase.OFFLINE : Phase.ACCESS);
    }

    private Path path(Fields fields, String name) {
        String typed = fields.text(name, "");
        return typed.isEmpty() ? null : workplace.root().resolve(typed, name);
    }

    @Override
    public void close() {
        running.forEach(Examination::stop);
    }
}
