package io.fintrans.ingest;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of one partition whose points go to InfluxDB in one request. */
final class Batch {
    /** A record that cannot be a point, and why. */
    record Refusal(ConsumerRecord<byte[], byte[]> record, String why) {}

    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final int skipped;
    private final long nextOffset;
    private final long newestTime;
    private final byte[] body;
    private final List<Refusal> refusals;

    /** @param body is not copied and must not change */
    Batch(
            List<ConsumerRecord<byte[], byte[]>> records,
            int skipped,
            long nextOffset,
            long newestTime,
            byte[] body,
            List<Refusal> refusals) {
        this.records = records;
        this.skipped = skipped;
        this.nextOffset = nextOffset;
        this.newestTime = newestTime;
        this.body = body;
        this.refusals = refusals;
    }

    /** The same points, once more; what has none is already taken care of. */
    Batch pointsOnly() {
        return new Batch(records, 0, nextOffset, newestTime, body, List.of());
    }

    /** Those with a point, in order of offset. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    int points() {
        return records.size();
    }

    /** How many other records it passes over, because they have no point. */
    int skipped() {
        return skipped;
    }

    /** Where the partition goes on when this is done. */
    long nextOffset() {
        return nextOffset;
    }

    /** The newest possible time of its records, those without a point included; milliseconds since 1970, negative for none. */
    long newestTime() {
        return newestTime;
    }

    /** The points, as they are sent. */
    byte[] body() {
        return body;
    }

    /** Records for which no point can be written. */
    List<Refusal> refusals() {
        return refusals;
    }
}
