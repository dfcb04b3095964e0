/**
 * Why Salesforce says no, as data: the one table that the login, the API calls, the doctor, the guide and the page
 * read.
 *
 * <p>A new refusal is a row in {@code FrequentRefusals}, {@code RareRefusals} or {@code OtherRefusals}; what never
 * reached Salesforce is one in {@code OtherTools}. A fix that several rows share stands in {@code Fixes}, and each
 * place in Salesforce Setup once in {@link lib.refusal.SetupPages}.
 */
//SOURCES Said.java
//SOURCES Refusal.java
//SOURCES Refusals.java
//SOURCES LoginHistoryWords.java
//SOURCES FrequentRefusals.java
//SOURCES RareRefusals.java
//SOURCES OtherRefusals.java
//SOURCES OtherTools.java
//SOURCES Fixes.java
//SOURCES SetupPages.java
//SOURCES Stage.java
//SOURCES Explanation.java
//SOURCES ClockSkew.java
package lib.refusal;
