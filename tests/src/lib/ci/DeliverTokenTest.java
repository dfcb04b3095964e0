package lib.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said before a login is spent. */
class DeliverTokenTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"GITLAB_CI,true,GITLAB", "TF_BUILD,True,AZURE", "JENKINS_URL,https://ci.example/,JENKINS"})
    void ci_is_the_system_at_hand(String variable, String value, Format expected) {
        assertEquals(expected, request(Format.CI, Map.of(variable, value), true).checked().format());
    }

    @Test
    void github_comes_first_and_wants_its_file() throws Exception {
        Path file = Files.createFile(folder.resolve("env"));
        var environment = Map.of("GITHUB_ACTIONS", "true", "JENKINS_URL", "x", "GITHUB_ENV", file.toString());
        assertEquals(Format.GITHUB, request(Format.CI, environment, false).checked().format());
        refused("not_on_github", Format.CI, Map.of("GITHUB_ACTIONS", "true"));
        refused("not_on_github", Format.GITHUB_OUTPUT, environment);
    }

    @Test
    void the_other_refusals() throws Exception {
        refused("ci_unknown", Format.CI, Map.of("CI", "true", "GITHUB_ACTIONS", "false", "JENKINS_URL", ""));
        refused("secret_artifact", Format.GITLAB, Map.of());
        Files.createFile(folder.resolve(DeliverToken.DEFAULT_FILE));
        refused("file_exists", Format.JENKINS, Map.of());
        assertEquals("bad_format", assertThrows(Failure.class, () -> Format.of("bash")).code());
    }

    private void refused(String code, Format format, Map<String, String> environment) {
        assertEquals(code, assertThrows(Failure.class, () -> request(format, environment, false).checked()).code());
    }

    private DeliverToken.Request request(Format format, Map<String, String> environment, boolean allowSecretArtifact) {
        return new DeliverToken.Request(format, environment, folder, folder.resolve(DeliverToken.DEFAULT_FILE),
                allowSecretArtifact);
    }
}
