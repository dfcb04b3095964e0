package ui;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import lib.cli.Program;
import lib.cli.Surroundings;
import lib.cli.Terminal;

/** The command line, in this process: what {@code sfjwt … --json} prints. */
final class Cli {

    private Cli() {
    }

    static JsonObject json(Path folder, Clock clock, String... arguments) throws ReflectiveOperationException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(Map.of(), folder, out, err, Terminal.NONE, clock);
        new Program(Class.forName("sfjwt"), surroundings)
                .run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        return Running.json(out.toString(StandardCharsets.UTF_8));
    }
}
