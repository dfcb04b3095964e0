package lib.failure;

/**
 * One possible reason for a failure and what mends it, both in words that someone new to Salesforce Setup can follow.
 */
public record Cause(String why, String fix) {
}
