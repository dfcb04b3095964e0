package lib.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.failure.Failure;

/** A program that publishes files, and says what came of it. */
final class Publisher {

    private static final int LENGTH = 300_000;

    private Publisher() {
    }

    public static void main(String[] arguments) throws Exception {
        Path path = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "once" -> say(() -> SecretFiles.publish(List.of(file(path, 'n')), false));
            case "confined" -> say(() -> Confinement.within(path.getParent(), () -> SecretFiles.publish(
                    List.of(file(path, 'n')), true)));
            case "locked" -> say(() -> {
                try (var _ = FolderLock.take(path.getParent())) {
                    SecretFiles.publish(List.of(file(path, 'n')), true);
                }
            });
            case "two" -> say(() -> SecretFiles.publish(
                    List.of(file(path, 'n'), file(path.resolveSibling("second"), 'n')), false));
            case "forever" -> {
                for (int i = 0;; i++) {
                    char letter = (char) ('a' + i % 26);
                    SecretFiles.publish(List.of(file(path, letter), file(path.resolveSibling("second"), letter)), true);
                }
            }
            case "race" -> {
                var won = new ArrayList<String>();
                for (int i = 0; i < 100; i++) {
                    try {
                        SecretFiles.publish(List.of(file(path.resolve("race" + i), arguments[2].charAt(0))), false);
                        won.add(String.valueOf(i));
                    } catch (Failure e) {
                        if (!e.code().equals("file_exists")) {
                            throw e;
                        }
                    }
                }
                System.out.print(String.join(" ", won));
            }
            case "hold" -> hold(() -> Draft.write(path, new byte[1]));
            case "folder" -> hold(() -> TemporaryFolder.make("test"));
            case "read" -> say(() -> InputFile.read(path, "config", 1024));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** One letter again and again, so that a part of a file can be told from the whole. */
    static SecretFiles.NewFile file(Path path, char letter) {
        return new SecretFiles.NewFile(path, String.valueOf(letter).repeat(LENGTH).getBytes());
    }

    static boolean isWhole(byte[] content) {
        byte first = content.length == 0 ? 0 : content[0];
        for (byte letter : content) {
            if (letter != first) {
                return false;
            }
        }
        return content.length == LENGTH;
    }

    private static void hold(Callable<?> file) throws Exception {
        Object held = file.call();
        System.out.print("held");
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
        System.out.print(held);
    }

    private static void say(Runnable work) {
        try {
            work.run();
            System.out.print("done");
        } catch (Failure e) {
            System.out.print(e.code() + ": " + e.getMessage());
        }
    }
}
