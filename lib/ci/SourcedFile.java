package lib.ci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.files.Reason;
import lib.files.SecretFiles;

/**
 * A file with the token, which a job reads or sources. One that an earlier build left in the workspace is replaced.
 */
record SourcedFile(Path path) {

    private static final int LARGEST = 64 * 1024;
    private static final Pattern OWN_LINE = Pattern.compile("\\{ set \\+x; \\} 2>/dev/null"
            + "|(export )?SF_(ACCESS_TOKEN|INSTANCE_URL|ORG_INSTANCE_URL)=.*");

    /** @throws Failure {@code file_exists} for what sfjwt did not write */
    void refuseIfTaken() {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isOurs()) {
            throw Failure.file("file_exists", path + " exists already, and does not hold what sfjwt wrote",
                    "remove it, or name another file with --output");
        }
    }

    private boolean isOurs() {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String text = new String(InputFile.read(path, "file", LARGEST), StandardCharsets.UTF_8);
        return !text.isEmpty() && text.lines().allMatch(OWN_LINE.asMatchPredicate());
    }

    /** Keeps no backup: the old token is of no use any more. */
    void write(String text) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw Failure.file("file_unwritable", path + " cannot be replaced: " + Reason.of(e),
                    "remove it, or name another file with --output").from(e);
        }
        SecretFiles.publish(List.of(new SecretFiles.NewFile(path, text.getBytes(StandardCharsets.UTF_8))), false);
    }
}
