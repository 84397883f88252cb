package io.fintrans.topic.admin;

import io.fintrans.transaction.Count;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that has written to a partition and is not finished. Whoever reads committed records stands before it,
 * whatever comes behind it.
 *
 * @param partition where it stands in the way
 * @param firstOffset of its first record there
 * @param behind how many offsets of the partition cannot be read for it, its own records among them
 * @param producerId Kafka's number of the producer
 * @param producerEpoch how often the producer was started, as Kafka counts
 * @param coordinatorEpoch of the broker that keeps the transaction; -1 where that is not known
 * @param transactionalId the producer's own name; null if no coordinator knows the transaction or this user may not see it
 * @param since when it began, or when its producer last wrote to the partition where that is not known; milliseconds since 1970
 */
public record OpenTransaction(
        TopicPartition partition,
        long firstOffset,
        long behind,
        long producerId,
        int producerEpoch,
        int coordinatorEpoch,
        @Nullable String transactionalId,
        long since) {

    /** One sentence for a person: where, by whom, for how long. */
    public String sentence(long nowMillis) {
        return holder() + " holds a transaction open at " + partition + " from offset " + firstOffset + " for "
                + Math.max(0, nowMillis - since) / 1000 + " s; "
                + Count.of(behind, "offset") + " behind it cannot be read";
    }

    /** Whose it is, for a person: Kafka's number of the producer, and its own name if that is known. */
    public String holder() {
        return "producer " + producerId + (transactionalId == null ? "" : " (" + printable(transactionalId) + ")");
    }

    /** The same, known to be open since another time. */
    OpenTransaction since(long millis) {
        return new OpenTransaction(
                partition, firstOffset, behind, producerId, producerEpoch, coordinatorEpoch, transactionalId, millis);
    }

    /** Strangers choose their names, and a name could hold what moves a terminal's cursor. */
    private static String printable(String name) {
        return name.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
