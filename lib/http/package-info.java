/**
 * One HTTP request with a promise for every way it can go wrong: no redirect is followed, nothing waits for ever, no
 * answer is read past a cap, and every failure says what to do.
 *
 * <p>{@link lib.http.Http} is the way in, {@code Exchange} makes one request, {@code HttpFailures} says why it failed.
 * Below is {@link java.net.HttpURLConnection}: java.net.http costs a command line tool about 0.4 s at start.
 */
//SOURCES SalesforceHost.java
//SOURCES Http.java
//SOURCES Body.java
//SOURCES Receiver.java
//SOURCES Connector.java
//SOURCES Exchange.java
//SOURCES NameServer.java
//SOURCES HttpAnswer.java
//SOURCES HttpOptions.java
//SOURCES HttpFailures.java
//SOURCES JdkWords.java
//SOURCES ServerText.java
//SOURCES Proxies.java
//SOURCES ProxyRoute.java
//SOURCES ProxyLogin.java
//SOURCES TrustedRoots.java
//SOURCES EitherRoots.java
//SOURCES OneGroup.java
//SOURCES TlsSockets.java
//SOURCES HostProbe.java
//SOURCES Retries.java
package lib.http;
