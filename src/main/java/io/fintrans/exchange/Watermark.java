package io.fintrans.exchange;

/**
 * How far a task has read what it reads. It goes to task 0, in the transaction of the payments that the task has sent before it, or
 * in a later one.
 *
 * @param task number of the task, which is the partition that it reads
 * @param time up to which it has read all its inputs, in milliseconds since 1970; 0 as long as that is not known
 * @param idle whether it has read all there is
 */
public record Watermark(int task, long time, boolean idle) {}
