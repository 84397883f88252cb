package io.fintrans.transaction;

/**
 * Says that a record is well and has no payment that is to be counted, such as a message about the status of one. It is counted as passed,
 * and kept nowhere but in its own topic.
 *
 * @param why in a word for metrics and logs, such as {@code status}; never text of the record
 */
public record Passed(String why) implements Decoded {}
