package ui;

import java.nio.file.Path;
import java.time.Clock;
import lib.demo.DemoOrg;
import lib.files.TemporaryFolder;

/** A demo org, and a place for its tokens that ends with it. */
record Practice(DemoOrg org, TemporaryFolder folder) implements AutoCloseable {

    static Practice start(Clock clock) {
        return new Practice(DemoOrg.start(0, clock), TemporaryFolder.make("demo"));
    }

    Path store() {
        return folder.path().resolve("tokens");
    }

    @Override
    public void close() {
        org.close();
        folder.close();
    }
}
