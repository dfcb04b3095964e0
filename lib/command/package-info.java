/**
 * The commands: one class each, with its options, one operation's {@code run}, and the result as text; beside it what
 * only that command needs. {@link lib.command.VerifyKeyCommand} is a short one to begin with. Options that several
 * commands take are in a class {@code …Flags}: here where it is a few of them, else in {@code lib.cli}.
 */
//SOURCES SpinningProgress.java
//SOURCES GenerateCertsCommand.java
//SOURCES VerifyKeyCommand.java
//SOURCES AdminFlags.java
//SOURCES AppFlags.java
//SOURCES AppCommand.java
//SOURCES AppProgress.java
//SOURCES AppCreateCommand.java
//SOURCES AppFilesCommand.java
//SOURCES AppStatusCommand.java
//SOURCES ConfigQuestions.java
//SOURCES SetupConfigCommand.java
//SOURCES FormatFlags.java
//SOURCES ManyOrgsFlags.java
//SOURCES ManyOrgsRun.java
//SOURCES GetTokenCommand.java
//SOURCES DoctorCommand.java
//SOURCES DoctorReport.java
//SOURCES OrgsTable.java
//SOURCES OrgsCommand.java
//SOURCES RotateCommand.java
//SOURCES ListenFlags.java
//SOURCES AgentOrgs.java
//SOURCES AgentCommand.java
//SOURCES RefusalText.java
//SOURCES LogoutCommand.java
//SOURCES OrgQuestion.java
//SOURCES WhoamiCommand.java
//SOURCES LimitsCommand.java
//SOURCES ApiBodyFlags.java
//SOURCES ApiCommand.java
//SOURCES ExecCommand.java
//SOURCES OpenCommand.java
//SOURCES SfLoginCommand.java
//SOURCES StepsCommand.java
//SOURCES HelpCommand.java
//SOURCES CompletionCommand.java
//SOURCES ManCommand.java
//SOURCES DemoCommand.java
//SOURCES TrainingRun.java
//SOURCES InstallCommand.java
package lib.command;
