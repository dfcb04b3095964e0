import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import lib.json.ForeignJson;
import lib.json.NotJson;

/** What has to be true whenever there is peace, whatever happened before. */
final class Promises {

    private final Place place;
    private final Runs runs;
    private final Org org;

    Promises(Place place, Runs runs, Org org) {
        this.place = place;
        this.runs = runs;
        this.org = org;
    }

    /** @return how many are broken; each is said */
    int check(int round) throws Exception {
        List<String> broken = new ArrayList<>();
        for (Path file : files()) {
            whole(file, broken);
        }
        for (Path notes : place.notes()) {
            if (!Files.exists(notes) || !Files.readString(notes).equals(Place.NOTES)) {
                broken.add("a person's file is gone: " + notes);
            }
        }
        aLoginWorks(broken);
        runs.askDashboard();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.matches("\\.sfjwt-.*\\.tmp") || file.startsWith(place.temporary())
                    && !name.equals("notes") && !file.toString().contains("hsperfdata")) {
                broken.add("left behind: " + file);
            }
        }
        ProcessHandle.current().descendants().filter(process -> process.isAlive() && !runs.isDashboard(process))
                .forEach(process -> broken.add("a process is left: " + process.info().commandLine().orElse("?")));
        broken.addAll(runs.broken);
        broken.forEach(System.out::println);
        System.out.println("round " + round + ": " + runs.summary() + (broken.isEmpty() ? ", all well" : ""));
        return broken.size();
    }

    /** The folder is mended as the messages say, and then a login works. */
    private void aLoginWorks(List<String> broken) throws Exception {
        Runs.End key = runs.calmly("generate-certs", "--force", "--reuse-key");
        if (key.exit() != 0) {
            broken.add("the certificate cannot be made again: " + key);
            return;
        }
        org.trust(place.folder().resolve("certs/server.crt"));
        runs.calmly("logout", "--all");
        Runs.End token = runs.calmly("get-token", "--token-only", "--fresh");
        if (token.exit() != 0 || !token.err().isEmpty()) {
            broken.add("no login in peace: " + token);
        }
        Runs.End again = runs.calmly("get-token", "--token-only");
        if (!again.out().equals(token.out())) {
            broken.add("the token is not kept: " + again);
        }
    }

    private static void whole(Path file, List<String> broken) throws Exception {
        String name = file.getFileName().toString();
        boolean wrong = name.matches("server\\.key(\\..*\\.bak)?") ? !openssl("pkey", file)
                : name.matches("server\\.crt(\\..*\\.bak)?") ? !openssl("x509", file)
                : name.matches("server\\.csr(\\..*\\.bak)?") ? !openssl("req", file)
                : name.matches("jwt\\.json(\\..*\\.bak)?|[0-9a-f]{64}\\.json") && !isJson(file);
        if (wrong) {
            broken.add("not whole: " + file);
        }
        if (name.matches("server\\..*|jwt\\.json.*|[0-9a-f]{64}\\..*|\\.sfjwt-.*") && !name.equals("server.key.old")) {
            String modes = PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
            if (!modes.endsWith("------") && !name.startsWith("server.c")) {
                broken.add("open to others: " + modes + " " + file);
            }
        }
    }

    private static boolean openssl(String kind, Path file) throws Exception {
        return new ProcessBuilder("openssl", kind, "-noout", "-in", file.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    private static boolean isJson(Path file) throws IOException {
        try {
            ForeignJson.object(Files.readAllBytes(file));
            return true;
        } catch (NotJson e) {
            return false;
        }
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(place.folder())) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
        }
    }
}
