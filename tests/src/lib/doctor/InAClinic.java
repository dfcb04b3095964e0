package lib.doctor;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a clinic of their own. */
abstract class InAClinic {

    @TempDir
    Path folder;
    Clinic clinic;

    @BeforeEach
    void open() {
        clinic = new Clinic(folder);
    }

    @AfterEach
    void close() {
        clinic.close();
    }
}
