package io.fintrans.streams;

/**
 * A partition that the stage reads itself gives a payment that was handled before, or another one in its place: counting it could count
 * it twice, leaving it out could lose it. That is about the stage's own position, which only Kafka and whoever administers it can
 * change; a record that a stranger wrote to an internal topic is no reason for it.
 */
public final class ReplayException extends FatalStageException {
    private static final long serialVersionUID = 1L;

    /** @param highest offset of the partition that was handled before */
    public ReplayException(String topic, int partition, long offset, long highest) {
        super("Partition " + partition + " of topic " + topic + " goes on at offset " + offset + ", but offset "
                + highest
                + " was handled before. Either the topic was deleted and made again, or the group's offsets"
                + " were changed or have expired. Set the offsets back to where they were, or start over as"
                + " docs/operating.md describes.");
    }

    @Override
    boolean endsWithStartingOver() {
        return true;
    }
}
