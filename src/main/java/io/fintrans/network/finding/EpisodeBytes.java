package io.fintrans.network.finding;

import io.fintrans.packed.Varints;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Writes the state of an episode as bytes, and reads it. Payments, and the words that are in many of them, are written once.
 *
 * <pre>
 * text       track, u length and UTF-8 bytes as all text
 * text       the newest alert, as of {@code fintrans.alerts}
 * u          number of words, and each as text: topics, accounts, subjects and rules
 * u          number of payments; for each: u topic, u partition, v place, v time less that of the payment before, u source, u target, v amount
 * verdicts   u number; for each: u rule, u its version, u subject, u share and u history of its circumstances, u 1 if its search was cut, u payment, u number of evidence; for each u payment
 * u          number of settled verdicts
 * verdicts   the newest of these, or none
 * u          number of settled evidence; for each: u payment
 * u          number of omitted payments, v what they amount to, u share and u history of settled verdicts, u 1 if a settled search was cut
 * </pre>
 *
 * <p>What has come to an episode since:
 *
 * <pre>
 * text       the newest alert; empty if it is the one before
 * u          number of words, and each as text
 * u          number of payments, each as above; their numbers follow those of the evidence of the last verdict before
 * verdicts   that have come
 * </pre>
 *
 * <p>A word and a payment are written by their numbers, from 0; {@code u} and {@code v} are as of {@link Varints}.
 */
public final class EpisodeBytes {
    private EpisodeBytes() {}

    public static byte[] write(EpisodeState state) {
        return new EpisodeOut().state(state);
    }

    /** @throws IllegalArgumentException if they are none */
    public static EpisodeState read(byte[] bytes) {
        try {
            return new EpisodeIn(ByteBuffer.wrap(bytes)).state();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the episode cannot be read", e);
        }
    }

    /** What has come to an episode. */
    public static byte[] write(EpisodeAddition addition) {
        return new EpisodeOut().addition(addition);
    }

    /**
     * What has come to an episode.
     *
     * @param after its last verdict before
     * @throws IllegalArgumentException if they are none
     */
    static EpisodeAddition read(byte[] bytes, Verdict after) {
        try {
            return new EpisodeIn(ByteBuffer.wrap(bytes)).addition(after);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("what has come to an episode cannot be read", e);
        }
    }
}
