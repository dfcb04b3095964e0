package lib.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The commands of a root command, in the order of its help. As picocli's own {@code subcommands}, but {@link Program}
 * reads the options of those only that a run needs: reading all takes longer than most runs do otherwise.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Commands {

    Class<? extends ToolCommand>[] value();
}
