/**
 * Tokens and failures in the forms that shells, tools and CI systems read: variables, headers, masks, annotations.
 * {@link lib.ci.DeliverToken} is the operation, {@link lib.ci.Format} lists the forms.
 *
 * <p>Each system has its own escapes and its own way to hide a secret in a log, and a mistake in either publishes a
 * token. Sources: GitHub's "Workflow commands" and the runner's own parser (actions/runner, FileCommandManager and
 * ActionCommand), Azure's "Logging commands" and azure-pipelines-task-lib, GitLab's "dotenv variables".
 */
//SOURCES CiSystem.java
//SOURCES Variable.java
//SOURCES Assignment.java
//SOURCES WorkflowCommand.java
//SOURCES AzureCommand.java
//SOURCES GithubFile.java
//SOURCES SourcedFile.java
//SOURCES FailureReport.java
//SOURCES Format.java
//SOURCES DeliverToken.java
package lib.ci;
