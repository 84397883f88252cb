package io.fintrans.detector;

/**
 * How far a task has read the cities' topics. It goes through {@code fintrans.by-source} to all tasks, behind the payments that the
 * task sent there before.
 *
 * @param task number of the task, which is the partition that it reads
 * @param time largest time of a payment it has read, in milliseconds since 1970; 0 before the first
 * @param idle whether it has read all there is
 */
record Watermark(int task, long time, boolean idle) implements Arrival {}
