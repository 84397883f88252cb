package io.fintrans.reader;

import io.fintrans.topic.Topics;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A batch of records, which Kafka keeps as one piece, cannot be read: its bytes are damaged, or it takes more memory than there is.
 * Trying again does not help; the message says where it is and what to do.
 */
public final class UnreadableBatchException extends KafkaException {
    private static final long serialVersionUID = 1L;

    private final TopicPartition partition;
    private final long first;
    private final long last;
    private final String why;

    /**
     * @param first the first offset that cannot be read
     * @param last the last one
     * @param why half a sentence
     */
    UnreadableBatchException(TopicPartition partition, long first, long last, String why) {
        super("Partition " + partition.partition() + " of topic " + partition.topic() + " cannot be read "
                + (first == last ? "at offset " + first : "from offset " + first + " to " + last) + ": " + why
                + ". Restore the partition from a replica or a backup. " + otherwise(partition, first, last));
        this.partition = partition;
        this.first = first;
        this.last = last;
        this.why = why;
    }

    /** Where each record continues the one before it, none can be left out. */
    private static String otherwise(TopicPartition partition, long first, long last) {
        if (partition.topic().equals(Topics.CASES)) {
            return "It cannot be stepped over; docs/trouble.md says what to do without one.";
        }
        return "If there is none, step over it knowingly, with the group of the stage: fintrans skip --topic "
                + partition.topic() + " --partition " + partition.partition() + " --offset " + first
                + (first == last ? "" : " --last-offset " + last) + " --group GROUP (docs/trouble.md).";
    }

    /** What is wrong with it, as half a sentence. */
    public String why() {
        return why;
    }

    public TopicPartition partition() {
        return partition;
    }

    /** The first offset that cannot be read. */
    public long first() {
        return first;
    }

    /** The last offset that cannot be read. */
    public long last() {
        return last;
    }
}
