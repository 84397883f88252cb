package io.fintrans.detector;

/**
 * How far all tasks have read, as task 0 has told all of them, behind the payments that were sent before.
 *
 * @param time in milliseconds since 1970
 */
record Reached(long time) implements Arrival {}
