/**
 * The command line: one class a command, each only options, one operation's {@code run}, and the result as text.
 *
 * <p>Data goes to stdout, talk to stderr; {@link lib.cli.Output} is the only printer.
 */
//SOURCES Surroundings.java
//SOURCES Terminal.java
//SOURCES TtyQuestions.java
//SOURCES Style.java
//SOURCES Stdout.java
//SOURCES CiLog.java
//SOURCES Output.java
//SOURCES Spinner.java
//SOURCES SpinningProgress.java
//SOURCES CommonOptions.java
//SOURCES ToolCommand.java
//SOURCES Commands.java
//SOURCES CommandTree.java
//SOURCES Program.java
//SOURCES PassphraseSources.java
//SOURCES OrgOptions.java
//SOURCES HttpFlags.java
//SOURCES FormatOptions.java
//SOURCES Days.java
//SOURCES Overview.java
//SOURCES GenerateCertsCommand.java
//SOURCES VerifyKeyCommand.java
//SOURCES SetupConfigCommand.java
//SOURCES EveryOrg.java
//SOURCES GetTokenCommand.java
//SOURCES DoctorCommand.java
//SOURCES DoctorReport.java
//SOURCES OrgsCommand.java
//SOURCES RefusalText.java
//SOURCES StepsCommand.java
//SOURCES ExitCodes.java
//SOURCES HelpCommand.java
//SOURCES CompletionModel.java
//SOURCES CompletionScript.java
//SOURCES CompletionCommand.java
//SOURCES ManPage.java
//SOURCES ManCommand.java
//SOURCES DemoCommand.java
//SOURCES TrainingRun.java
//SOURCES TrainingOrg.java
//SOURCES InstallCommand.java
package lib.cli;
