package lib.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a demo org of their own, and a folder that is set up for it. */
public abstract class AtDemoOrg {

    @TempDir
    public Path folder;
    @AutoClose
    public DemoFolder demo;

    @BeforeEach
    void startDemoOrg() throws Exception {
        demo = new DemoFolder(folder);
    }

    /** With a token store in the folder, unless a test says otherwise. */
    protected Sfjwt sfjwt() {
        return demo.sfjwt().with("SFJWT_STORE_DIR", "store");
    }
}
