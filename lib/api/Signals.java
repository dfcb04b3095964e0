package lib.api;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps this process alive while a child is at work, and passes on what it is told by SIGINT, SIGTERM and SIGHUP.
 *
 * <p>Java has sun.misc.Signal for that (JEP 260 keeps it for want of another) and warns of it at every compilation,
 * hence by reflection. Where it is missing, a signal ends this process as usual.
 */
final class Signals implements AutoCloseable {

    private final Map<Object, Object> before = new HashMap<>();
    private final List<String> early = new ArrayList<>();
    private Process child;

    private Signals() {
    }

    /** From now on signals wait for {@link #forwardTo}. */
    static Signals hold() {
        var signals = new Signals();
        List.of("INT", "TERM", "HUP").forEach(signals::handle);
        return signals;
    }

    synchronized void forwardTo(Process process) {
        child = process;
        early.forEach(this::pass);
    }

    private synchronized void received(String name) {
        if (child == null) {
            early.add(name);
        } else {
            pass(name);
        }
    }

    private void pass(String name) {
        if (name.equals("INT") && isInForeground()) {
            return; // Ctrl-C: the terminal has sent it to the child as well, and a second one means "at once" to many
        }
        if (name.equals("TERM")) {
            child.destroy();
            return;
        }
        try {
            // Java can send no other signal; kill is built into every shell, and not everywhere a program
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + child.pid()).start();
        } catch (IOException e) {
            child.destroy();
        }
    }

    /** Whether a terminal sends its Ctrl-C to this process and its children. */
    private static boolean isInForeground() {
        Path stat = Path.of("/proc/self/stat");
        try {
            if (Files.exists(stat)) {
                // proc_pid_stat(5), behind the name in brackets: state ppid pgrp session tty_nr tpgid
                String text = Files.readString(stat);
                String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
                return fields[2].equals(fields[5]);
            }
            try (var _ = new FileInputStream("/dev/tty")) {
                return true;
            }
        } catch (IOException e) {
            return false;
        }
    }

    private void handle(String name) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            received(name);
                            yield null;
                        }
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "sfjwt's handler of " + name;
                    });
            before.put(signal, type.getMethod("handle", type, handlerType).invoke(null, signal, handler));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // no such signal here (Windows has no HUP), or it is the JVM's own
        }
    }

    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                signal.getClass().getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                        .invoke(null, signal, handler);
            } catch (ReflectiveOperationException e) {
                // this process is about to end
            }
        });
    }
}
