package lib.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.cli.DemoFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in tests/deploy is what Kubernetes and systemd read. */
class DeployTest {

    private static final Path DEPLOY = Path.of(System.getProperty("sfjwt.repository"), "tests/deploy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    Path temp;

    @Test
    void every_field_of_the_deployment_is_one_that_kubernetes_has() throws Exception {
        JsonNode written = YAML.readTree(DEPLOY.resolve("kubernetes.yaml").toFile());
        Deployment deployment = YAML.treeToValue(written, Deployment.class);
        assertEquals(List.of(), unknown("", written, YAML.valueToTree(withoutUnknown(deployment))));
        var pod = deployment.getSpec().getTemplate().getSpec();
        assertEquals("Always", pod.getInitContainers().getFirst().getRestartPolicy());
        assertTrue(pod.getSecurityContext().getRunAsNonRoot());
        pod.getInitContainers().forEach(one -> assertTrue(one.getSecurityContext().getReadOnlyRootFilesystem()));
        pod.getContainers().forEach(one -> assertTrue(one.getSecurityContext().getReadOnlyRootFilesystem()));
        assertTrue(pod.getInitContainers().getFirst().getLivenessProbe().getExec().getCommand()
                .contains("http://localhost/healthz"));
    }

    /** The model keeps what it does not know beside the fields; written out without them, they are missing. */
    private static Deployment withoutUnknown(Deployment deployment) throws Exception {
        var mapper = new ObjectMapper();
        JsonNode tree = mapper.valueToTree(deployment);
        Deployment copy = mapper.treeToValue(tree, Deployment.class);
        assertTrue(copy.getAdditionalProperties().isEmpty(), copy.getAdditionalProperties()::toString);
        assertTrue(copy.getSpec().getAdditionalProperties().isEmpty());
        var pod = copy.getSpec().getTemplate().getSpec();
        assertTrue(pod.getAdditionalProperties().isEmpty(), pod.getAdditionalProperties()::toString);
        assertTrue(pod.getSecurityContext().getAdditionalProperties().isEmpty());
        var containers = new ArrayList<>(pod.getInitContainers());
        containers.addAll(pod.getContainers());
        containers.forEach(one -> {
            assertTrue(one.getAdditionalProperties().isEmpty(), one.getAdditionalProperties()::toString);
            assertTrue(one.getSecurityContext().getAdditionalProperties().isEmpty());
            one.getVolumeMounts().forEach(mount -> assertTrue(mount.getAdditionalProperties().isEmpty()));
        });
        pod.getVolumes().forEach(volume -> assertTrue(volume.getAdditionalProperties().isEmpty()));
        return copy;
    }

    /** What is written and does not come back from the model. */
    private static List<String> unknown(String where, JsonNode written, JsonNode read) {
        var missing = new ArrayList<String>();
        if (written.isObject()) {
            written.fieldNames().forEachRemaining(name -> {
                if (read == null || !read.has(name)) {
                    missing.add(where + "." + name);
                } else {
                    missing.addAll(unknown(where + "." + name, written.get(name), read.get(name)));
                }
            });
        }
        return missing;
    }

    @Test
    void the_token_as_a_secret_is_one() throws Exception {
        try (var demo = new DemoFolder(temp)) {
            String text = demo.sfjwt().run("get-token", "--format", "k8s").exitsWith(0).out();
            Secret secret = YAML.readValue(text, Secret.class);
            assertTrue(secret.getAdditionalProperties().isEmpty());
            assertEquals("v1 Secret", secret.getApiVersion() + " " + secret.getKind());
            assertEquals(demo.sfjwt().run("get-token", "--token-only").out().strip().substring(0, 15),
                    secret.getStringData().get("SF_ACCESS_TOKEN").substring(0, 15));
            assertEquals(demo.org.url().toString(), secret.getStringData().get("SF_INSTANCE_URL"));
        }
    }

    @Test
    void systemd_takes_the_unit() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not installed");
        Path unit = temp.resolve("sfjwt-agent.service");
        // the program need not be there for the unit to be right
        Files.writeString(unit, Files.readString(DEPLOY.resolve("sfjwt-agent.service"))
                .replace("%h/.local/bin/sfjwt", "/bin/true"));
        var builder = new ProcessBuilder("systemd-analyze", "--user", "verify", unit.toString())
                .redirectErrorStream(true);
        builder.environment().put("XDG_RUNTIME_DIR", temp.toString());
        Process verify = builder.start();
        assertEquals("", new String(verify.getInputStream().readAllBytes()));
        assertEquals(0, verify.waitFor());
    }
}
