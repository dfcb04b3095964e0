package lib.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.demo.DemoOrg;
import lib.files.PublicFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An installed sfjwt where little is as usual: each run is a real process, and ends in a token or says why not. */
class HostileStartsTest {

    private static final String MIB_256 = "268435456";

    private static Installed sfjwt;
    private static DemoOrg org;
    private static Map<String, String> login;

    /** Not below /tmp, over which a test mounts something, and where every user may enter; the blank is meant. */
    @BeforeAll
    static void install() throws Exception {
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "sfjwt a home");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        sfjwt = new Installed(home);
        var installed = sfjwt.install();
        assertEquals(0, installed.exit(), installed.err());
        org = DemoOrg.start(0, Clock.systemUTC());
        assertEquals(0, Installed.run(home, sfjwt.environment(), sfjwt.launcher, "generate-certs").exit());
        org.register(Files.readAllBytes(home.resolve("certs/server.crt")));
        login = Map.of("SFJWT_CONSUMER_KEY", DemoOrg.CONSUMER_KEY, "SFJWT_USERNAME", DemoOrg.USERNAME,
                "SFJWT_LOGIN_URL", org.url().toString(),
                "SFJWT_PRIVATE_KEY", Files.readString(home.resolve("certs/server.key")));
    }

    @AfterAll
    static void stop() throws Exception {
        org.close();
        PublicFiles.removeTree(sfjwt.home);
    }

    @Test
    void little_memory() throws Exception {
        assertToken(Map.of("HOME", sfjwt.home.toString()), "prlimit", "--data=" + MIB_256);
    }

    @Test
    void little_address_space() throws Exception {
        assertToken(Map.of("HOME", sfjwt.home.toString()), "prlimit", "--as=805306368");
    }

    @Test
    void too_little_address_space_is_a_clear_failure() throws Exception {
        var text = run(Map.of(), "prlimit", "--as=" + MIB_256);
        assertEquals(3, text.exit());
        assertTrue(text.err().startsWith("sfjwt: error: Java cannot start in 262144 KiB of address space"), text.err());
        assertTrue(text.err().contains("\nsfjwt: fix: allow 524288 KiB or more: ulimit -v"), text.err());
    }

    @Test
    void no_home_and_a_home_that_is_no_folder_of_ours() throws Exception {
        assertToken(Map.of());
        assertToken(Map.of("HOME", "/proc/nowhere")); // which not even root can make
        assertToken(Map.of("HOME", "relative"));
    }

    @Test
    void a_locale_that_knows_ascii_only() throws Exception {
        assertToken(Map.of("HOME", sfjwt.home.toString(), "LANG", "C", "LC_ALL", "C"));
    }

    /** Java would take another folder for it, and make that. */
    @Test
    void a_folder_whose_name_the_locale_does_not_know_is_a_clear_failure() throws Exception {
        var ended = run(Map.of("LC_ALL", "C"), "sh", "-c",
                "folder=$(mktemp -d)/$(printf 'jos\\303\\251') && mkdir \"$folder\" && cd \"$folder\" && \"$@\"; "
                        + "code=$?; rm -r \"${folder%/*}\"; exit $code", "sh");
        assertEquals(2, ended.exit(), ended.out());
        assertTrue(ended.err().startsWith("sfjwt: error: the path of this folder holds characters that Java cannot "
                + "read under this locale\nsfjwt: fix: set a UTF-8 locale"), ended.err());
    }

    /** Another locale is no way out here. */
    @Test
    void a_name_that_is_not_utf_8_is_a_clear_failure() throws Exception {
        var ended = run(Map.of("LC_ALL", "C.UTF-8"), "sh", "-c",
                "exec \"$1\" verify-key \"$(printf 'jos\\351.key')\"", "sh");
        assertEquals(2, ended.exit(), ended.out());
        assertTrue(ended.err().startsWith("sfjwt: error: an argument holds characters that Java cannot read as UTF-8\n"
                + "sfjwt: fix: write it in UTF-8; "), ended.err());
    }

    /** The JVM opens its own files at the first free number, which then is that of stdin. */
    @Test
    void a_stdin_that_is_closed_is_empty() throws Exception {
        var key = run(Map.of(), "sh", "-c", "exec \"$1\" verify-key - <&-", "sh");
        assertEquals(3, key.exit(), key.err());
        assertTrue(key.err().startsWith("sfjwt: error: the key on stdin is empty"), key.err());
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        key = run(Map.of("JAVA", System.getProperty("java.home") + "/bin/java", "CLASSES", classes),
                "sh", "-c", "exec \"$JAVA\" -cp \"$CLASSES\" sfjwt verify-key - <&-");
        assertTrue(key.err().startsWith("sfjwt: error: the key on stdin is empty"), key.err());
        var child = run(Map.of(), "sh", "-c", "exec \"$1\" exec -- wc -c <&-", "sh");
        assertEquals("0", child.out().strip(), child.err());
        var asIs = run(Map.of(), "sh", "-c", "echo three | \"$1\" exec -- wc -c", "sh");
        assertEquals("6", asIs.out().strip(), asIs.err());
    }

    @Test
    void a_user_without_a_name_whose_home_is_the_root_or_may_not_be_written() throws Exception {
        String[] nobody = {"setpriv", "--reuid=4711", "--regid=4711", "--clear-groups"};
        var words = new ArrayList<>(List.of(nobody));
        words.addAll(List.of("test", "-x", sfjwt.launcher.toString()));
        assumeTrue(Installed.end(Installed.process(Path.of("/"), sfjwt.environment(), words)).exit() == 0,
                "only root becomes another user");
        assertToken(Map.of("HOME", "/"), nobody);
        Path home = Files.createDirectory(sfjwt.home.resolve("read-only"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("r-xr-xr-x")));
        assertToken(Map.of("HOME", home.toString()), nobody);
    }

    @Test
    void a_tmp_that_runs_nothing_and_one_that_is_read_only() throws Exception {
        for (String option : List.of("noexec", "ro")) {
            String[] mounted = {"unshare", "--mount", "sh", "-c",
                "mount -t tmpfs -o size=1m," + option + " tmpfs /tmp || exit 99; exec \"$@\"", "sh"};
            var ended = run(Map.of("HOME", sfjwt.home.toString()), mounted);
            assumeTrue(ended.exit() != 99 && !ended.err().startsWith("unshare:"), "only root mounts");
            assertTrue(ended.out().startsWith("00D"), ended.err());
        }
    }

    @Test
    void a_place_that_runs_nothing_is_refused_before_anything_is_copied() throws Exception {
        var words = List.of("unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=1m,noexec tmpfs /mnt || exit 99; "
                + "\"$@\"; code=$?; ls -A /mnt/bin; exit $code", "sh", sfjwt.launcher.toString(), "install", "--dir",
                "/mnt/bin");
        var ended = Installed.end(Installed.process(Path.of("/"), sfjwt.environment(), words));
        assumeTrue(ended.exit() != 99 && !ended.err().startsWith("unshare:"), "only root mounts");
        assertEquals(3, ended.exit(), ended.err());
        assertTrue(ended.err().startsWith("sfjwt: error: no program can be run from /mnt/bin, "), ended.err());
        assertEquals("", ended.out());
    }

    /** Making the cache takes more, and the system would kill all of it. */
    @Test
    void in_a_container_of_256_mib_it_installs_itself_without_a_cache() throws Exception {
        Path bin = sfjwt.home.resolve("small/bin");
        var words = List.of("sh", "-c", "all=/sys/fs/cgroup/memory; group=$all/sfjwt-$$; "
                + "mkdir $group 2>/dev/null && echo " + MIB_256 + " >$group/memory.limit_in_bytes || exit 99; "
                + "echo $$ >$group/cgroup.procs || exit 99; \"$@\"; code=$?; "
                + "echo $$ >$all/cgroup.procs; rmdir $group; exit $code", "sh", sfjwt.launcher.toString(), "install",
                "--dir", bin.toString());
        var ended = Installed.end(Installed.process(Path.of("/"), sfjwt.environment(), words));
        assumeTrue(ended.exit() != 99, "only root, and with the first version of control groups");
        assertEquals(0, ended.exit(), ended.err());
        assertTrue(ended.err().contains("warning: no ahead-of-time cache was made"), ended.err());
        assertTrue(Files.isExecutable(bin.resolve("sfjwt")));
    }

    private static void assertToken(Map<String, String> environment, String... before) throws Exception {
        var ended = run(environment, before);
        assertEquals(0, ended.exit(), ended.err());
        assertTrue(ended.out().startsWith("00D"), ended.out());
    }

    private static Installed.Ended run(Map<String, String> environment, String... before) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(login);
        all.put("PATH", System.getenv("PATH"));
        var words = new ArrayList<>(List.of(before));
        words.addAll(List.of(sfjwt.launcher.toString(), "get-token", "--token-only"));
        return Installed.end(Installed.process(Path.of("/"), all, words));
    }
}
