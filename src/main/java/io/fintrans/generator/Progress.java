package io.fintrans.generator;

import java.time.Duration;

/**
 * How far the generator is. {@code made = confirmed + failed + underWay}, but for what changes between two reads.
 *
 * @param made payments given to the producer
 * @param confirmed payments that Kafka has acknowledged
 * @param failed payments that Kafka has not taken, or that nobody knows of
 * @param hidden how many of those made belong to laundering
 * @param labelsFailed labels that Kafka has not taken
 * @param lastFailure why the newest of them failed, empty if none has
 * @param silence how long payments have waited for Kafka without any answer; zero if none waits
 */
public record Progress(
        long made, long confirmed, long failed, long hidden, long labelsFailed, String lastFailure, Duration silence) {

    /** How many payments wait for Kafka's answer. */
    public long underWay() {
        return Math.max(0, made - confirmed - failed);
    }

    /** Whether something is not where it should be. */
    public boolean hasFailures() {
        return failed > 0 || labelsFailed > 0;
    }
}
