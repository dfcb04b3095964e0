package lib.guide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.api.SfLogin;
import lib.catalog.Version;
import lib.config.OrgConfig;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Text;
import lib.failure.Voice;
import lib.keys.KeySource;

/**
 * The same login for the Salesforce CLI, for a shell and for CI systems, with an org's own values where they are known:
 * the guide, the dashboard and the README show these and no others.
 *
 * @param sandbox whether the login URL does not say by itself that the org is a sandbox
 * @param alias what sf calls the org, null for no name
 */
public record Recipes(String consumerKey, String username, String keyFile, String loginUrl, boolean sandbox,
        String audience, String alias, boolean setDefault) {

    /** Whose values a person puts in. */
    public static final Recipes WITHOUT_VALUES = new Recipes(null, null, Text.KEY, "https://acme.my.salesforce.com",
            false, null, "my-org", true);

    /** How a CI system without an installed sfjwt runs it; a person puts in where it is kept. */
    static final String CI = "jbang sfjwt@OWNER/REPO/v" + Version.NUMBER;

    private static final String LIMITS =
            "curl --fail -H \"Authorization: Bearer $SF_ACCESS_TOKEN\" \"$SF_INSTANCE_URL/services/data/v66.0/limits\"";

    public static Recipes of(OrgConfig config, String alias, boolean setDefault) {
        return new Recipes(config.consumerKey(), config.username(),
                config.key() instanceof KeySource.InFile(Path path, var _) ? path.toString() : Text.KEY,
                config.loginUrl().toString(), config.sandbox() && !config.loginUrl().isSandbox(),
                config.audiences().given() ? config.audience() : null, alias, setDefault);
    }

    /** @param voice says our commands in a shell */
    public List<Recipe> all(Shell shell, Voice voice) {
        return List.of(
                new Recipe("sf", "Salesforce CLI", "For sf, the current Salesforce CLI. It reads the key file again at "
                        + "every login, so leave it where it is.", "For a sandbox use the same command with the "
                        + "sandbox's My Domain, or https://test.salesforce.com, as --instance-url.", true,
                        shell.line(modern())),
                new Recipe("sfdx", "Legacy sfdx", "For sfdx 7, which is no longer maintained.",
                        "Needs sfdx-cli; with the current CLI use the first tab.", true, shell.line(legacy())),
                new Recipe("sfjwt", "sfjwt", "A token without the Salesforce CLI, for scripts: --token-only prints it "
                        + "and nothing else.", "It reads jwt.json; everything in it can be given as a flag or variable "
                        + "instead.", true, voice.command(Fix.command("get-token")) + "\n"
                        + shell.variable("TOKEN", voice.command(Fix.command("get-token", "--token-only")))),
                new Recipe("environment", "Environment", "With these variables sfjwt needs no jwt.json.",
                        "SFJWT_PRIVATE_KEY takes the key itself instead of a path; line breaks may be written as \\n.",
                        true, Stream.concat(environment(key(), name()).stream(),
                                Stream.of(new Variable(Input.KEY_FILE.variable(), keyFile)))
                                .map(one -> shell.export(one.name(), one.value())).collect(Collectors.joining("\n"))),
                github(), gitlab(), azure(), jenkins());
    }

    /** For the current CLI, {@code sf}. */
    List<String> modern() {
        return Stream.concat(SfLogin.jwt(name(), keyFile, key(), instanceUrl()).stream(),
                SfLogin.naming(alias, setDefault).stream()).toList();
    }

    /** For the old CLI, {@code sfdx} 7. */
    List<String> legacy() {
        var words = new ArrayList<>(List.of("sfdx", "force:auth:jwt:grant", "--username", name(), "--jwtkeyfile",
                keyFile, "--clientid", key(), "--instanceurl", instanceUrl()));
        if (alias != null) {
            words.addAll(List.of("--setalias", alias));
        }
        if (setDefault) {
            words.add("--setdefaultusername");
        }
        return words;
    }

    private String key() {
        return consumerKey == null ? "YOUR_CONSUMER_KEY" : consumerKey;
    }

    private String name() {
        return username == null ? "you@example.com" : username;
    }

    private String instanceUrl() {
        return this == WITHOUT_VALUES ? "https://login.salesforce.com" : loginUrl;
    }

    private record Variable(String name, String value) {
    }

    /** @param key what stands in the Consumer Key's place where it is not known, null for nothing; as is the user */
    private List<Variable> environment(String key, String user) {
        return Stream.of(new Variable(Input.CONSUMER_KEY.variable(), consumerKey == null ? key : consumerKey),
                        new Variable(Input.USERNAME.variable(), username == null ? user : username),
                        new Variable(Input.LOGIN_URL.variable(), loginUrl),
                        new Variable(Input.SANDBOX.variable(), sandbox ? "true" : null),
                        new Variable(Input.AUDIENCE.variable(), audience))
                .filter(one -> one.value() != null).toList();
    }

    private String yaml(int indent, String key, String user) {
        return environment(key, user).stream().map(one -> " ".repeat(indent) + one.name() + ": "
                + Yaml.string(one.value()) + "\n").collect(Collectors.joining());
    }

    private Recipe github() {
        return new Recipe("github", "GitHub Actions", "Save the content of server.key as the repository secret "
                + "SFJWT_PRIVATE_KEY (Settings > Secrets and variables > Actions).", "The token is masked before "
                + "anything can print it. OWNER/REPO: where you keep sfjwt.", false, """
                on: push
                jobs:
                  deploy:
                    runs-on: ubuntu-latest
                    env:
                %s      SFJWT_PRIVATE_KEY: ${{ secrets.SFJWT_PRIVATE_KEY }}
                    steps:
                      - uses: actions/cache@v4
                        with: {path: ~/.jbang/cache, key: sfjwt-%s}
                      - uses: jbangdev/setup-jbang@v0.1.1
                      - run: jbang trust add https://github.com/OWNER/REPO/
                      - run: %s get-token --format github
                      - run: %s
                """.formatted(yaml(6, "${{ secrets.SFJWT_CONSUMER_KEY }}", "${{ vars.SFJWT_USERNAME }}"),
                Version.NUMBER, CI, Yaml.string(LIMITS)));
    }

    private Recipe gitlab() {
        return new Recipe("gitlab", "GitLab CI", "Save the content of server.key as the CI/CD variable "
                + "SFJWT_PRIVATE_KEY, masked and protected (Settings > CI/CD > Variables).", "Do not pass the token on "
                + "in a dotenv artifact: those are stored unmasked. OWNER/REPO: where you keep sfjwt.", false, """
                deploy:
                  image: eclipse-temurin:25-jdk
                  variables:
                %s    JBANG_DIR: $CI_PROJECT_DIR/.jbang
                  cache: {key: sfjwt-%s, paths: [.jbang]}
                  before_script:
                    - test -x .jbang/bin/jbang || curl -Ls https://sh.jbang.dev | bash -s - app setup
                    - export PATH="$JBANG_DIR/bin:$PATH"
                    - jbang trust add https://github.com/OWNER/REPO/
                  script:
                    - eval "$(%s get-token --format sh)"
                    - %s
                """.formatted(yaml(4, null, null), Version.NUMBER, CI, Yaml.string(LIMITS)));
    }

    private Recipe azure() {
        return new Recipe("azure", "Azure Pipelines", "Save the content of server.key as the secret variable "
                + "SFJWT_PRIVATE_KEY (Variables > Keep this value secret).", "A script sees a secret only where it is "
                + "mapped under env. OWNER/REPO: where you keep sfjwt.", false, """
                pool: {vmImage: ubuntu-latest}
                steps:
                  - task: Cache@2
                    inputs: {key: '"sfjwt-%s" | "$(Agent.OS)"', path: $(Pipeline.Workspace)/.jbang}
                  - bash: |
                      test -x "$JBANG_DIR/bin/jbang" || curl -Ls https://sh.jbang.dev | bash -s - app setup
                      export PATH="$JBANG_DIR/bin:$PATH"
                      jbang trust add https://github.com/OWNER/REPO/
                      %s get-token --format azure
                    name: sf
                    env:
                      JBANG_DIR: $(Pipeline.Workspace)/.jbang
                %s      SFJWT_PRIVATE_KEY: $(SFJWT_PRIVATE_KEY)
                  - bash: ./deploy.sh
                    env:
                      SF_ACCESS_TOKEN: $(sf.SF_ACCESS_TOKEN)
                      SF_INSTANCE_URL: $(sf.SF_INSTANCE_URL)
                """.formatted(Version.NUMBER, CI, yaml(6, "$(SFJWT_CONSUMER_KEY)", "$(SFJWT_USERNAME)")));
    }

    private Recipe jenkins() {
        String variables = environment("YOUR_CONSUMER_KEY", "you@example.com").stream()
                .map(one -> "'" + (one.name() + "=" + one.value()).replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(",\n           "));
        return new Recipe("jenkins", "Jenkins", "Save the content of server.key as a credential of the kind Secret "
                + "text with the id sf-key.", "Jenkins prints each command of sh with its values; sfjwt.env turns that "
                + "off first.", false, """
                node {
                  checkout scm
                  withEnv([%s]) {
                    withCredentials([string(credentialsId: 'sf-key', variable: 'SFJWT_PRIVATE_KEY')]) {
                      sh '''rm -f sfjwt.env
                            sfjwt get-token --format jenkins && . ./sfjwt.env && rm sfjwt.env && ./deploy.sh'''
                    }
                  }
                }
                """.formatted(variables));
    }
}
