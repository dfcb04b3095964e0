/**
 * JSON: the one way in for what others wrote, and the one way out for people and files.
 *
 * <p>Answers, files, requests and the parts of a JWT are all read by {@link lib.json.ForeignJson}, which has the limits
 * that the parser lacks and one checked exception, so that no hostile document surfaces as a bug in sfjwt.
 */
//SOURCES NotJson.java
//SOURCES ForeignJson.java
//SOURCES Fields.java
//SOURCES JsonText.java
package lib.json;
