/**
 * The demo org: Salesforce's side of a JWT Bearer login, on this machine, for trying things out and for the tests.
 *
 * <p>{@link lib.demo.DemoOrg} starts it. Each route turns a {@link lib.demo.RecordedRequest} into an
 * {@link lib.demo.Answer} and knows nothing of the web server, which only {@code Switchboard}, {@code LoopbackGuard}
 * and {@code AnswerSender} do. {@code AssertionCheck} is the heart: all that Salesforce asks about an assertion, in
 * order. It shares no code with the client it tests, so that one mistake cannot hide another.
 */
//SOURCES DemoOrg.java
//SOURCES Switchboard.java
//SOURCES LoopbackGuard.java
//SOURCES Route.java
//SOURCES RecordedRequest.java
//SOURCES Answer.java
//SOURCES Delivery.java
//SOURCES AnswerSender.java
//SOURCES Faults.java
//SOURCES TokenRoute.java
//SOURCES Form.java
//SOURCES ReceivedJwt.java
//SOURCES AssertionCheck.java
//SOURCES Refused.java
//SOURCES TokenError.java
//SOURCES LoginAddress.java
//SOURCES LoginApp.java
//SOURCES LoginRate.java
//SOURCES LoginHistory.java
//SOURCES DemoUser.java
//SOURCES Sessions.java
//SOURCES Setup.java
//SOURCES AppPolicy.java
//SOURCES ConnectedApp.java
//SOURCES SetupRoute.java
//SOURCES Html.java
//SOURCES Identity.java
//SOURCES Frontdoor.java
//SOURCES RestApi.java
//SOURCES ApiErrors.java
//SOURCES Accounts.java
//SOURCES AdminRoutes.java
//SOURCES RunDemo.java
package lib.demo;
