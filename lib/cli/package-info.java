/**
 * The frame of the command line: what every command shares, and nothing of a single one. {@link lib.cli.Program} runs
 * the command that the arguments name, {@link lib.cli.Output} is the only printer, and the {@code …Flags} are
 * options that several commands take.
 *
 * <p>Data goes to stdout, talk to stderr.
 */
//SOURCES Started.java
//SOURCES Surroundings.java
//SOURCES Screen.java
//SOURCES Terminal.java
//SOURCES PastedAnswer.java
//SOURCES TtyQuestions.java
//SOURCES Style.java
//SOURCES Stdout.java
//SOURCES CiLog.java
//SOURCES DataStream.java
//SOURCES AsCalled.java
//SOURCES KeyPlace.java
//SOURCES Wrap.java
//SOURCES Pager.java
//SOURCES Table.java
//SOURCES Side.java
//SOURCES Sides.java
//SOURCES Report.java
//SOURCES Spinner.java
//SOURCES Output.java
//SOURCES CommonFlags.java
//SOURCES ToolCommand.java
//SOURCES Overview.java
//SOURCES ExitCodes.java
//SOURCES HelpText.java
//SOURCES CommandTree.java
//SOURCES HeadStart.java
//SOURCES WrongArguments.java
//SOURCES Program.java
//SOURCES PassphraseFlags.java
//SOURCES OrgFlags.java
//SOURCES ConfigFlags.java
//SOURCES HttpFlags.java
//SOURCES StoreFlags.java
//SOURCES LoginFlags.java
//SOURCES Days.java
//SOURCES Ago.java
package lib.cli;
