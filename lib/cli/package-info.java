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
//SOURCES Output.java
//SOURCES Spinner.java
//SOURCES CommonOptions.java
//SOURCES ToolCommand.java
//SOURCES Program.java
//SOURCES PassphraseSources.java
//SOURCES OrgOptions.java
//SOURCES HttpFlags.java
//SOURCES Days.java
//SOURCES Overview.java
//SOURCES GenerateCertsCommand.java
//SOURCES VerifyKeyCommand.java
//SOURCES SetupConfigCommand.java
//SOURCES GetTokenCommand.java
//SOURCES StepsCommand.java
//SOURCES DemoCommand.java
//SOURCES InstallCommand.java
//SOURCES SpinningProgress.java
package lib.cli;
