package lib.ci;

import java.util.List;

/**
 * Lines that an Azure Pipelines agent takes for commands on stdout.
 */
final class AzureCommand {

    /** Hides the secret, each line of it, in the log from here on. */
    static List<String> secret(String secret) {
        return secret.lines().filter(line -> !line.isBlank()).map(line -> "##vso[task.setsecret]" + data(line))
                .toList();
    }

    /** A variable for later steps and jobs; a secret one reaches a script only where the pipeline maps it into env. */
    static String variable(Variable variable) {
        return "##vso[task.setvariable variable=" + variable.name() + ";" + (variable.secret() ? "issecret=true;" : "")
                + "isoutput=true]" + data(variable.value());
    }

    /** As azure-pipelines-task-lib escapes; the name of a {@link Variable} needs none. */
    private static String data(String text) {
        return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
