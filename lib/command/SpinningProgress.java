package lib.command;

import java.nio.file.Path;
import lib.cli.Output;
import lib.demo.RunDemo;
import lib.install.Install;
import lib.keys.GenerateCerts;

/**
 * Each part of a longer piece of work as a spinner that turns into a line.
 */
record SpinningProgress(Output out) implements RunDemo.Progress, GenerateCerts.Progress, Install.Progress {

    @Override
    public void began(String what) {
        out.spin(what + " …");
    }

    @Override
    public void done(String what) {
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
}
