package lib.cli;

import lib.demo.RunDemo;
import lib.install.Install;

/**
 * Each part of a longer piece of work as a spinner that turns into a line.
 */
final class SpinningProgress implements RunDemo.Progress, Install.Progress, AutoCloseable {

    private final Output out;
    private Spinner spinner;

    SpinningProgress(Output out) {
        this.out = out;
    }

    @Override
    public void began(String what) {
        close();
        spinner = out.spin(what + " …");
    }

    @Override
    public void done(String what) {
        close();
        out.done(what);
    }

    @Override
    public void close() {
        if (spinner != null) {
            spinner.close();
            spinner = null;
        }
    }
}
