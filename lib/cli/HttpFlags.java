package lib.cli;

import java.nio.file.Path;
import java.time.Duration;
import lib.files.InputFile;
import lib.http.HttpOptions;
import picocli.CommandLine.Option;

/**
 * The options that say how requests travel.
 */
public final class HttpFlags {

    @Option(names = "--cacert", paramLabel = "FILE", description = "Trust these PEM certificates besides Java's own.")
    String cacert;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Give up a request after this time; default 30.")
    int timeout = HttpOptions.DEFAULT_TIMEOUT_SECONDS;

    @Option(names = "--retries", paramLabel = "N", description = "How many times to retry transient "
            + "failures: no connection, HTTP 429, 502, 503 and 504, unknown_error; default 3.")
    int retries = HttpOptions.DEFAULT_RETRIES;

    public HttpOptions options(Surroundings surroundings, HttpOptions.Log log) {
        Path roots = cacert == null ? null : InputFile.path(surroundings.folder(), cacert, "--cacert");
        return new HttpOptions(Duration.ofSeconds(timeout), retries, roots, surroundings.environment(), log);
    }
}
