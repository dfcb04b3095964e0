/**
 * The dashboard: a wizard in the browser over the same operations as the command line.
 *
 * <p>{@link ui.UiCommand} is the command, {@link ui.DashboardServer} starts the server. A request passes {@code Guard},
 * which asks everything that security wants to know; {@code Site} then finds its path, letter by letter, among the
 * {@code Assets} or in the route table of {@code Api}. The {@code …Calls} translate JSON to an operation of
 * {@code lib} and its result back; {@code Workplace} has what they work with, and {@code RootFolder} decides which
 * files they may touch. The page is in {@code web}: {@code app.js} starts it, each {@code step-….js} is a step, and
 * what they share stands beside them; {@code state.js} tells them what changed.
 */
//DEPS org.webjars.npm:picocss__pico:2.1.1
//SOURCES UiCommand.java
//SOURCES DashboardServer.java
//SOURCES Api.java
//SOURCES AppCalls.java
//SOURCES Assets.java
//SOURCES Call.java
//SOURCES CertificateCalls.java
//SOURCES ConfigCalls.java
//SOURCES Digest.java
//SOURCES EventStream.java
//SOURCES Events.java
//SOURCES Examinations.java
//SOURCES Examination.java
//SOURCES Fields.java
//SOURCES FieldChecks.java
//SOURCES Guard.java
//SOURCES LiveAnswer.java
//SOURCES Operation.java
//SOURCES PageAnswer.java
//SOURCES OrgCalls.java
//SOURCES OrgFields.java
//SOURCES Practice.java
//SOURCES RecipeCalls.java
//SOURCES RootFolder.java
//SOURCES SavedConfig.java
//SOURCES SavedState.java
//SOURCES Sender.java
//SOURCES Site.java
//SOURCES SubjectFields.java
//SOURCES TickCalls.java
//SOURCES TokenCalls.java
//SOURCES Tools.java
//SOURCES Workplace.java
//FILES ui/web/index.html=web/index.html
//FILES ui/web/frame.css=web/frame.css
//FILES ui/web/parts.css=web/parts.css
//FILES ui/web/steps.css=web/steps.css
//FILES ui/web/app.js=web/app.js
//FILES ui/web/calendar.js=web/calendar.js
//FILES ui/web/certificate.js=web/certificate.js
//FILES ui/web/commands.js=web/commands.js
//FILES ui/web/controls.js=web/controls.js
//FILES ui/web/create-app.js=web/create-app.js
//FILES ui/web/diagnosis.js=web/diagnosis.js
//FILES ui/web/dialog.js=web/dialog.js
//FILES ui/web/disk.js=web/disk.js
//FILES ui/web/dom.js=web/dom.js
//FILES ui/web/draft.js=web/draft.js
//FILES ui/web/events.js=web/events.js
//FILES ui/web/examine.js=web/examine.js
//FILES ui/web/failure.js=web/failure.js
//FILES ui/web/findings.js=web/findings.js
//FILES ui/web/flow-state.js=web/flow-state.js
//FILES ui/web/flow.js=web/flow.js
//FILES ui/web/format.js=web/format.js
//FILES ui/web/forms.js=web/forms.js
//FILES ui/web/guide.js=web/guide.js
//FILES ui/web/icons.js=web/icons.js
//FILES ui/web/jwt.js=web/jwt.js
//FILES ui/web/keyed.js=web/keyed.js
//FILES ui/web/logins.js=web/logins.js
//FILES ui/web/machine.js=web/machine.js
//FILES ui/web/navigation.js=web/navigation.js
//FILES ui/web/org.js=web/org.js
//FILES ui/web/path.js=web/path.js
//FILES ui/web/progress.js=web/progress.js
//FILES ui/web/query.js=web/query.js
//FILES ui/web/report-text.js=web/report-text.js
//FILES ui/web/report.js=web/report.js
//FILES ui/web/server.js=web/server.js
//FILES ui/web/session.js=web/session.js
//FILES ui/web/state.js=web/state.js
//FILES ui/web/step-app.js=web/step-app.js
//FILES ui/web/step-certificates.js=web/step-certificates.js
//FILES ui/web/step-ci.js=web/step-ci.js
//FILES ui/web/step-config.js=web/step-config.js
//FILES ui/web/step-token.js=web/step-token.js
//FILES ui/web/step-trouble.js=web/step-trouble.js
//FILES ui/web/table.js=web/table.js
//FILES ui/web/terminal.js=web/terminal.js
//FILES ui/web/theme.js=web/theme.js
//FILES ui/web/ticks.js=web/ticks.js
//FILES ui/web/values.js=web/values.js
//FILES ui/web/watch.js=web/watch.js
//FILES ui/web/where.js=web/where.js
//FILES ui/web/words.js=web/words.js
package ui;
