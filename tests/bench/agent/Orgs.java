import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The folder of an agent: a key, and a jwt.json with a profile for each org. */
record Orgs(Path folder, List<FickleOrg> all) implements AutoCloseable {

    static Orgs start(int many) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("agent-bench-");
        Path key = folder.resolve("server.key");
        if (new ProcessBuilder("openssl", "genrsa", "-out", key.toString(), "2048")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() != 0) {
            throw new IOException("openssl makes no key");
        }
        key.toFile().setReadable(false, false);
        key.toFile().setReadable(true, true);
        var orgs = new ArrayList<FickleOrg>();
        for (int i = 0; i < many; i++) {
            orgs.add(new FickleOrg("org" + i));
        }
        String profiles = orgs.stream().map(org -> "\"%s\": {\"loginUrl\": \"%s\", \"subject\": \"%1$s@bench.example\"}"
                .formatted(org.name(), org.url())).collect(Collectors.joining(",\n"));
        Files.writeString(folder.resolve("jwt.json"), """
                {"consumerKey": "3MVG9BENCH.consumer.key.of.no.org", "privateKeyFile": "server.key",
                "subject": "nobody@bench.example", "loginUrl": "%s",
                "profiles": {%s}}
                """.formatted(orgs.getFirst().url(), profiles));
        return new Orgs(folder, List.copyOf(orgs));
    }

    @Override
    public void close() throws IOException {
        all.forEach(FickleOrg::close);
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
