/**
 * The demo org: Salesforce's side of a JWT Bearer login, on this machine, for trying things out and for the tests.
 *
 * <p>{@link lib.demo.DemoOrg} starts it. Each route turns a {@link lib.demo.RecordedRequest} into an
 * {@link lib.demo.Answer} and knows nothing of the web server, which only {@code Switchboard}, {@code LoopbackGuard}
 * and {@code AnswerSender} do. {@code AssertionCheck} is the heart: all that Salesforce asks
 * about an assertion, in order. It shares no code with the client it tests, so that one mistake cannot hide another.
 */
//SOURCES DemoOrg.java
//SOURCES Accounts.java
//SOURCES AdminRoutes.java
//SOURCES Answer.java
//SOURCES AnswerSender.java
//SOURCES ApiErrors.java
//SOURCES AppPolicy.java
//SOURCES AssertionCheck.java
//SOURCES ConnectedApp.java
//SOURCES Delivery.java
//SOURCES DemoUser.java
//SOURCES Faults.java
//SOURCES Form.java
//SOURCES Frontdoor.java
//SOURCES Html.java
//SOURCES Identity.java
//SOURCES LoginAddress.java
//SOURCES LoginApp.java
//SOURCES LoginHistory.java
//SOURCES LoginRate.java
//SOURCES LoopbackGuard.java
//SOURCES ReceivedJwt.java
//SOURCES RecordedRequest.java
//SOURCES Refused.java
//SOURCES RestApi.java
//SOURCES Route.java
//SOURCES RunDemo.java
//SOURCES Sessions.java
//SOURCES Setup.java
//SOURCES SetupRoute.java
//SOURCES Switchboard.java
//SOURCES TokenError.java
//SOURCES TokenRoute.java
package lib.demo;
