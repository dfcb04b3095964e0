package lib.command;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.files.PublicFiles;
import lib.files.Reason;
import lib.manual.ManPage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code sfjwt man}: a page for man(1) for each command.
 */
@Command(name = "man", description = "Write a manual page for each command: sfjwt.1, sfjwt-get-token.1 and so on.",
        footer = {"  sfjwt man ~/.local/share/man/man1; man sfjwt-get-token", "  sfjwt man; man -M man sfjwt"})
public final class ManCommand extends ToolCommand {

    private static final int LARGEST = 1024 * 1024;

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = "./man/man1",
            description = "The folder to write to; default ${DEFAULT-VALUE}.")
    String folder;

    @Override
    protected void run(Output out) {
        Path target = path(folder, "DIR");
        LocalDate date = LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC);
        Map<Path, String> pages = new LinkedHashMap<>();
        Stream.concat(Stream.of(spec.root()), spec.root().subcommands().values().stream()
                .map(CommandLine::getCommandSpec))
                .forEach(page -> pages.put(target.resolve(ManPage.file(page)), ManPage.of(page, date)));
        pages.keySet().forEach(ManCommand::refuseForeign);
        pages.forEach(ManCommand::write);
        out.answer(() -> Json.createObjectBuilder().add("pages",
                Json.createArrayBuilder(pages.keySet().stream().map(Path::toString).toList())).build(),
                () -> out.line(pages.size() + " pages written to " + surroundings.shown(target)));
    }

    /** Replaces what an earlier run wrote, and nothing else. */
    private static void refuseForeign(Path page) {
        if (Files.exists(page, LinkOption.NOFOLLOW_LINKS) && (Files.isSymbolicLink(page)
                || !new String(InputFile.read(page, "manual page", LARGEST), StandardCharsets.UTF_8)
                        .startsWith(ManPage.FIRST_LINE))) {
            throw Failure.file("file_exists", page + " exists already, and sfjwt did not write it",
                    "move it away, or name another folder");
        }
    }

    private static void write(Path page, String text) {
        try {
            PublicFiles.createFolders(page.getParent());
            PublicFiles.put(page, text.getBytes(StandardCharsets.UTF_8), PublicFiles.DATA);
        } catch (IOException e) {
            throw Failure.file("file_unwritable", "cannot write " + page + ": " + Reason.of(e),
                    Reason.mended(e)).from(e);
        }
    }
}
