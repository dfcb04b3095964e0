/**
 * The dashboard: a wizard in the browser over the same operations as the command line.
 *
 * <p>{@link ui.UiCommand} is the command, {@link ui.DashboardServer} starts the server. A request passes {@code Guard},
 * which asks everything that security wants to know; {@code Site} then finds its path, letter by letter, among the
 * {@code Assets} or in the route table of {@code Api}. The {@code …Calls} translate JSON to an operation of
 * {@code lib} and its result back, and {@code RootFolder} decides which files they may touch.
 */
//DEPS org.webjars.npm:picocss__pico:2.1.1
//SOURCES UiCommand.java
//SOURCES DashboardServer.java
//SOURCES Api.java
//SOURCES Assets.java
//SOURCES Call.java
//SOURCES CertificateCalls.java
//SOURCES ConfigCalls.java
//SOURCES Events.java
//SOURCES Examinations.java
//SOURCES Examination.java
//SOURCES Fields.java
//SOURCES Guard.java
//SOURCES Operation.java
//SOURCES OrgFields.java
//SOURCES RootFolder.java
//SOURCES SavedState.java
//SOURCES Sender.java
//SOURCES Site.java
//SOURCES TokenCalls.java
//SOURCES Tools.java
//FILES ui/web/index.html=web/index.html
//FILES ui/web/app.css=web/app.css
//FILES ui/web/app.js=web/app.js
//FILES ui/web/server.js=web/server.js
//FILES ui/web/commands.js=web/commands.js
//FILES ui/web/doctor.js=web/doctor.js
package ui;
