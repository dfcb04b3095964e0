package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import lib.cli.Sfjwt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What install refuses; that it works is the subject of lib.install.InstalledTest. */
class InstallCommandTest {

    @TempDir
    Path folder;

    @Test
    void a_foreign_program_of_the_name_is_left_alone() throws Exception {
        for (String name : List.of("sfjwt", "sfjwt.cmd")) {
            Path bin = Files.createDirectories(folder.resolve(name + "/bin"));
            Files.writeString(bin.resolve(name), "#!/bin/sh\n");
            for (String[] words : new String[][] {{"install", "--dir", bin.toString()},
                    {"install", "--dir", bin.toString(), "--uninstall"}}) {
                Sfjwt.Run run = new Sfjwt(folder).run(words).exitsWith(3);
                assertTrue(run.err().contains(bin.resolve(name) + " is there and was not made by"), run::toString);
                assertTrue(run.err().contains("--dir"), run::toString);
            }
            assertEquals("#!/bin/sh\n", Files.readString(bin.resolve(name)));
        }
    }

    @Test
    void a_link_or_a_folder_of_the_name_is_foreign_too() throws Exception {
        Files.createSymbolicLink(folder.resolve("sfjwt"), folder.resolve("nowhere"));
        new Sfjwt(folder).run("install", "--dir", ".", "--json").failsWith(3, "file_exists");
        assertTrue(Files.isSymbolicLink(folder.resolve("sfjwt")));
        Files.delete(folder.resolve("sfjwt"));
        Files.createDirectory(folder.resolve("sfjwt"));
        new Sfjwt(folder).run("install", "--dir", ".").exitsWith(3);
    }

    @Test
    void a_folder_in_which_others_may_write_is_refused() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxrwxrwx"));
        Sfjwt.Run run = new Sfjwt(folder).run("install", "--dir", "bin").exitsWith(3);
        assertTrue(run.err().contains("other users of this machine may replace programs in " + bin), run::toString);
        assertTrue(run.err().contains("chmod o-w " + bin), run::toString);

        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path copies = Files.createDirectories(folder.resolve("share/sfjwt"));
        Files.setPosixFilePermissions(copies, PosixFilePermissions.fromString("rwxrwxr-x"));
        new Sfjwt(folder).run("install", "--dir", "bin", "--json").failsWith(3, "folder_unsafe");
        assertFalse(Files.exists(bin.resolve("sfjwt")));
    }

    @Test
    void a_folder_above_in_which_others_may_write_is_refused() throws Exception {
        for (var unsafe : Map.of("share", "bin", "home", "home/.local/bin", "tools/.sfjwt/0123456789abcdef", "tools")
                .entrySet()) {
            Path bad = Files.createDirectories(folder.resolve(unsafe.getKey()));
            Files.setPosixFilePermissions(bad, PosixFilePermissions.fromString("rwxrwxrwx"));
            Sfjwt.Run run = new Sfjwt(folder).run("install", "--dir", unsafe.getValue()).exitsWith(3);
            assertTrue(run.err().replaceAll("\n +", " ").contains("may replace programs in " + bad), run::toString);
            assertFalse(Files.exists(folder.resolve(unsafe.getValue()).resolve("sfjwt")));
        }
    }

    @Test
    void a_folder_of_copies_that_is_another_users_and_a_link_to_where_others_write_are_refused() throws Exception {
        Path copies = Files.createDirectories(folder.resolve("a/share/sfjwt"));
        assumeTrue(System.getProperty("user.name").equals("root"), "only root gives files away");
        Files.setAttribute(copies, "unix:uid", 65534);
        Files.setPosixFilePermissions(copies, PosixFilePermissions.fromString("rwxr-xr-x"));
        new Sfjwt(folder).run("install", "--dir", "a/bin", "--json").failsWith(3, "folder_unsafe");
        Path open = Files.createDirectories(folder.resolve("open/mine"));
        Files.setPosixFilePermissions(open.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createSymbolicLink(folder.resolve("bin"), open);
        new Sfjwt(folder).run("install", "--dir", "bin", "--json").failsWith(3, "folder_unsafe");
    }

    @Test
    void a_folder_that_no_class_path_can_name_is_refused() {
        Sfjwt.Run run = new Sfjwt(folder).run("install", "--dir", "a:b").exitsWith(2);
        assertTrue(run.err().contains("its name holds a :"), run::toString);
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_named() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        Sfjwt.Run run = new Sfjwt(folder).run("install", "--dir", "file/bin").exitsWith(3);
        assertTrue(run.err().contains(folder.resolve("file").toString()), run::toString);
    }

    @Test
    void without_a_home_a_folder_has_to_be_named() {
        Sfjwt.Run run = new Sfjwt(folder).run("install").exitsWith(2);
        assertTrue(run.err().contains("--dir"), run::toString);
    }

    @Test
    void where_nothing_is_installed_nothing_is_removed() throws Exception {
        Path home = folder.resolve("home");
        Sfjwt.Run run = new Sfjwt(folder).with("HOME", home.toString()).run("install", "--uninstall").exitsWith(0);
        assertEquals("nothing to remove: no sfjwt is installed in " + home.resolve(".local/bin") + "\n", run.out());
        assertFalse(Files.exists(home));
        assertTrue(new Sfjwt(folder).with("HOME", home.toString()).run("install", "--uninstall", "--json").exitsWith(0)
                .json().getJsonArray("removed").isEmpty());
    }
}
