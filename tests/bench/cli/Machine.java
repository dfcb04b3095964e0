import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the table was made on, and with which versions. */
final class Machine {

    private Machine() {
    }

    /** The computer and its system. */
    static String hardware() throws IOException {
        return "%s, %d cores, %.0f GiB, %s, Linux %s".formatted(
                first("model name\\s*: (.*)", "/proc/cpuinfo", "unknown CPU"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(first("MemTotal: *([0-9]+)", "/proc/meminfo", "0")) / 1048576.0,
                first("PRETTY_NAME=\"?([^\"\n]*)", "/etc/os-release", "unknown system"),
                System.getProperty("os.version"));
    }

    /** @param npm the folder with what came from the npm registry */
    static String software(Path npm) throws IOException, InterruptedException {
        return "JDK %s (%s), %s, %s, Node %s, sf-jwt-tool %s, @salesforce/cli %s, %s".formatted(
                System.getProperty("java.version"), System.getProperty("java.vendor"),
                said("openssl", "version").replaceAll(" \\d+ \\w+ \\d{4}.*", ""),
                said("curl", "--version").replaceAll(" \\(.*", ""),
                said(npm.resolve("node/node").toString(), "--version"), version(npm, "sf-jwt-tool", "sf-jwt-tool"),
                version(npm, "salesforce-cli", "@salesforce/cli"), said("hyperfine", "--version"));
    }

    /** Processes that wanted to run in the last minute, on average. */
    static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).replaceAll(" .*\n", ""));
    }

    private static String version(Path npm, String folder, String name) throws IOException {
        Path about = npm.resolve(folder).resolve("node_modules").resolve(name).resolve("package.json");
        return first("\"version\": *\"([^\"]*)\"", about.toString(), "(missing)");
    }

    private static String first(String pattern, String file, String otherwise) throws IOException {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return otherwise;
        }
        var found = Pattern.compile(pattern).matcher(Files.readString(path));
        return found.find() ? found.group(1) : otherwise;
    }

    /** The first line of what a program says. */
    private static String said(String... words) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            process.waitFor();
            return said.lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            return words[0] + " (missing)";
        }
    }
}
