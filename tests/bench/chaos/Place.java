import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The folder in which it all happens: small, so that it is soon full, and with files in it that are nobody's here. */
record Place(Path folder, boolean isSmall) implements AutoCloseable {

    static final String NOTES = "a person's notes, which nobody deletes";

    static Place make() throws Exception {
        Path folder = Files.createTempDirectory("chaos-");
        boolean isSmall = System.getProperty("user.name").equals("root") && new ProcessBuilder("mount", "-t", "tmpfs",
                "-o", "size=3m,mode=700", "chaos", folder.toString()).inheritIO().start().waitFor() == 0;
        if (!isSmall) {
            System.out.println("without root, no disk gets full");
        }
        var place = new Place(folder, isSmall);
        Files.createDirectory(place.temporary());
        for (Path notes : place.notes()) {
            Files.createDirectories(notes.getParent());
            Files.writeString(notes, NOTES);
            Files.setLastModifiedTime(notes, java.nio.file.attribute.FileTime.from(Instant.EPOCH));
        }
        return place;
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    /** Of a person, beside what sfjwt writes; in the store from the second round on, see {@link Promises}. */
    Path[] notes() {
        return new Path[] {folder.resolve("notes.json"), folder.resolve("certs/server.key.old"),
            folder.resolve("tmp/sfjwt-mine/notes")};
    }

    Void fillNowAndThenUntil(Instant end) throws InterruptedException {
        while (isSmall && Instant.now().isBefore(end)) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(4_000));
            try (var out = Files.newOutputStream(filler())) {
                for (int size = ThreadLocalRandom.current().nextInt(2) == 0 ? 64 : 4096;; ) {
                    out.write(new byte[size]);
                }
            } catch (IOException full) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(1_500));
            }
            makeRoom();
        }
        return null;
    }

    void makeRoom() {
        filler().toFile().delete();
    }

    private Path filler() {
        return folder.resolve("tmp/filler");
    }

    @Override
    public void close() throws IOException {
        new ProcessBuilder("sh", "-c", (isSmall ? "umount -l \"$1\" && " : "") + "rm -rf \"$1\"", "-",
                folder.toString()).inheritIO().start();
    }
}
