package lib.command;

import java.nio.file.Path;
import lib.cli.Output;
import lib.demo.RunDemo;
import lib.install.Install;
import lib.keys.CertsProgress;

/**
 * Each part of a longer piece of work as a spinner that turns into a line.
 */
record SpinningProgress(Output out) implements RunDemo.Progress, CertsProgress, Install.Progress {

    @Override
    public void began(String what) {
        out.spin(what + " …");
    }

    @Override
    public void done(String what) {
        out.done(what);
    }

    @Override
    public void began(CertsProgress.Step step) {
        began("making the " + step.sentence());
    }

    @Override
    public void done(CertsProgress.Step step, Path file) {
        done(step.sentence());
    }
}
