package lib.command;

import java.nio.file.Path;
import lib.cli.Output;
import lib.cli.Spinner;
import lib.demo.RunDemo;
import lib.install.Install;
import lib.keys.GenerateCerts;

/**
 * Each part of a longer piece of work as a spinner that turns into a line.
 */
final class SpinningProgress implements RunDemo.Progress, GenerateCerts.Progress, Install.Progress,
        AutoCloseable {

    private final Output out;
    private Spinner spinner;

    SpinningProgress(Output out) {
        this.out = out;
    }

    @Override
    public void began(String what) {
        spinner = out.spin(what + " …");
    }

    @Override
    public void done(String what) {
        close();
        out.done(what);
    }

    @Override
    public void began(GenerateCerts.Step step) {
        began("making the " + step.sentence());
    }

    @Override
    public void done(GenerateCerts.Step step, Path file) {
        done(step.sentence());
    }

    @Override
    public void close() {
        if (spinner != null) {
            spinner.close();
            spinner = null;
        }
    }
}
