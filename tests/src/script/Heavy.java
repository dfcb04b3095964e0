package script;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Runs beside the other tests, and one after the other with those that keep the processors as busy. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("processors")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Heavy {
}
