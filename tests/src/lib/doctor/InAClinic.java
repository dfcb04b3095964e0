package lib.doctor;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a clinic of their own. */
abstract class InAClinic {

    @TempDir
    Path folder;
    @AutoClose
    Clinic clinic;

    @BeforeEach
    void open() {
        clinic = new Clinic(folder);
    }
}
