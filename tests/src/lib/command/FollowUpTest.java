package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import lib.cli.AtDemoOrg;
import lib.cli.DemoFolder;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.keys.Openssl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says to do next works as it is printed: it is taken from the output, given to a shell, and run. */
class FollowUpTest extends AtDemoOrg {

    private static final String CONFIG = "my prod/jwt.json";

    /** Two profiles in a folder with a blank, with their key beside them; the folder that one is in has neither. */
    @BeforeEach
    void move() throws Exception {
        DemoFolder.copyKeys(folder.resolve("my prod/certs"));
        try (var old = Files.walk(folder.resolve("certs"))) {
            old.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
        }
        Files.delete(folder.resolve("jwt.json"));
        for (String user : List.of(DemoOrg.USERNAME, DemoUser.NOT_APPROVED.username())) {
            sfjwt("setup-config", "-o", CONFIG, "--force", "--profile", user.equals(DemoOrg.USERNAME) ? "a" : "b",
                    "--consumer-key", DemoOrg.CONSUMER_KEY, "--username", user, "--login-url",
                    demo.org.url().toString(), "--key-file", "my prod/certs/server.key").exitsWith(0);
        }
    }

    private Sfjwt.Run sfjwt(String... words) {
        return demo.sfjwt().run(words);
    }

    @Test
    void the_doctor_ends_with_a_command_for_the_org_that_it_examined() throws Exception {
        Sfjwt.Run doctor = sfjwt("doctor", "-c", CONFIG, "--profile", "a").exitsWith(0);
        assertEquals("get-token", followed(after(doctor.out(), "Next: ")).args().getFirst());
        assertEquals(doctor.out().lines().toList().getLast(), "Next: "
                + sfjwt("doctor", "-c", CONFIG, "--profile", "a", "--json").exitsWith(0).json().getString("next"));
    }

    @Test
    void setup_config_too() throws Exception {
        Sfjwt.Run written = sfjwt("setup-config", "-o", CONFIG, "--force", "--profile", "a", "--expires-in", "60")
                .exitsWith(0);
        followed(after(written.err(), "Next: "));
    }

    @Test
    void what_the_options_said_is_said_again() throws Exception {
        Sfjwt.Run doctor = sfjwt("doctor", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username", DemoOrg.USERNAME,
                "--login-url", demo.org.url().toString(), "--key-file", "my prod/certs/server.key").exitsWith(0);
        followed(after(doctor.out(), "Next: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my own.key", "my own.pem", "id"})
    void a_refused_signature_names_the_key_that_was_used(String key) throws Exception {
        sfjwt("generate-certs", "-o", "other").exitsWith(0);
        Files.copy(folder.resolve("other/server.key"), folder.resolve("my prod/certs/" + key));
        Files.copy(folder.resolve("other/server.crt"), folder.resolve("my prod/certs/"
                + (key.equals("id") ? key : "my own") + ".crt"));
        sfjwt("setup-config", "-o", CONFIG, "--force", "--profile", "a", "--key-file", "my prod/certs/" + key);
        Sfjwt.Run refused = sfjwt("get-token", "-c", CONFIG, "--profile", "a").exitsWith(4);
        Sfjwt.Run verified = followed(after(refused.err(), "whether the two belong together: "));
        assertTrue(verified.out().contains("my prod/certs/" + key), verified::toString);
    }

    @Test
    void a_warning_about_a_certificate_renews_that_one() throws Exception {
        byte[] before = endingCertificate();
        Sfjwt.Run doctor = sfjwt("doctor", "-c", CONFIG, "--profile", "a", "--offline").exitsWith(0);
        followed(doctor.out().replaceAll("(?s).*Next: .*?: (sfjwt .*?); then.*", "$1"));
        assertTrue(!Arrays.equals(before, Files.readAllBytes(folder.resolve("my prod/certs/server.crt"))));
    }

    @Test
    void so_does_the_warning_of_verify_key() throws Exception {
        byte[] before = endingCertificate();
        Sfjwt.Run verified = sfjwt("verify-key", "my prod/certs/server.key", "--cert", "my prod/certs/server.crt")
                .exitsWith(0);
        followed(after(verified.err(), "make the next one in time: "));
        assertTrue(!Arrays.equals(before, Files.readAllBytes(folder.resolve("my prod/certs/server.crt"))));
    }

    private byte[] endingCertificate() throws Exception {
        Path certs = folder.resolve("my prod/certs");
        Openssl.run(certs, "req", "-x509", "-key", "server.key", "-days", "5", "-subj", "/CN=x", "-out", "server.crt");
        Files.setPosixFilePermissions(certs.resolve("server.key"), PosixFilePermissions.fromString("rw-------"));
        return Files.readAllBytes(certs.resolve("server.crt"));
    }

    @Test
    void what_is_in_the_place_is_replaced_by_options_that_the_command_has() throws Exception {
        sfjwt("generate-certs", "-o", "new certs").exitsWith(0);
        String err = sfjwt("generate-certs", "-o", "new certs", "--days", "30").exitsWith(3).err();
        followed(after(err, "or replace it: ").replaceFirst(" \\(which .*", ""));
        err = sfjwt("setup-config", "-o", CONFIG, "--consumer-key", DemoOrg.CONSUMER_KEY, "--username",
                DemoOrg.USERNAME, "--key-file", "new certs/server.key").exitsWith(3).err();
        followed(after(err, "or replace it: ").replaceFirst(" \\(which .*", ""));
        sfjwt("app", "files", "made", "--email", "ops@acme.example").exitsWith(0);
        err = sfjwt("app", "files", "made", "--email", "ops@acme.example").exitsWith(3).err();
        assertTrue(err.contains("--force") && !err.contains("--output"), err);
    }

    @Test
    void a_source_project_that_is_there_gets_the_app_in_its_default_package_and_stays_as_it_is() throws Exception {
        Path project = Files.createDirectories(folder.resolve("theirs")).resolve("sfdx-project.json");
        Files.writeString(project, "{\"packageDirectories\": [{\"path\": \"libs\"}, "
                + "{\"path\": \"src/app\", \"default\": true}]}");
        String before = Files.readString(project);
        sfjwt("app", "files", "theirs", "--email", "ops@acme.example").exitsWith(0);
        sfjwt("app", "files", "theirs", "--email", "ops@acme.example", "--force").exitsWith(0);
        assertEquals(before, Files.readString(project));
        assertTrue(Files.exists(folder.resolve("theirs/src/app/main/default/externalClientApps/sfjwt.eca-meta.xml")));
        try (var there = Files.list(folder.resolve("theirs"))) {
            assertEquals(List.of("sfdx-project.json", "src"), there.map(file -> file.getFileName().toString()).sorted()
                    .toList());
        }
        for (String odd : List.of("{\"packageDirectories\": [{\"path\": \"../elsewhere\"}]}", "[]", "{")) {
            Files.writeString(project, odd);
            sfjwt("app", "files", "theirs", "--email", "ops@acme.example", "--json").failsWith(3, "project_unusable");
        }
    }

    @Test
    void what_a_killed_run_left_is_finished_where_it_lies() throws Exception {
        sfjwt("generate-certs", "-o", "new certs", "--days", "30").exitsWith(0);
        Files.delete(folder.resolve("new certs/server.crt"));
        Sfjwt.Run refused = sfjwt("generate-certs", "-o", "new certs", "--days", "30").exitsWith(3);
        followed(after(refused.err(), "finish from that key: ").replaceFirst("; or .*", ""));
        assertTrue(Files.exists(folder.resolve("new certs/server.crt")));
    }

    @Test
    void an_input_is_named_where_it_stands() {
        String err = sfjwt("get-token", "-c", CONFIG, "--profile", "b", "--audience", "https://login.salesforce.com")
                .exitsWith(4).err();
        assertTrue(err.contains("remove --audience;"), err);
        sfjwt("setup-config", "-o", "one.json", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username", DemoOrg.USERNAME,
                "--login-url", demo.org.url().toString(), "--key-file", "my prod/certs/server.key").exitsWith(0);
        err = demo.sfjwt().with("SFJWT_AUDIENCE", "https://login.salesforce.com").run("get-token", "-c", "one.json")
                .exitsWith(4).err();
        assertTrue(err.contains("remove SFJWT_AUDIENCE;"), err);
    }

    private static String after(String text, String lead) {
        assertTrue(text.contains(lead), text);
        return text.substring(text.lastIndexOf(lead) + lead.length()).lines().findFirst().orElseThrow();
    }

    private Sfjwt.Run followed(String command) throws Exception {
        return demo.sfjwt().followed(command);
    }
}
