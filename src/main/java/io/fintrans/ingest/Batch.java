package io.fintrans.ingest;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one partition whose points go to InfluxDB in one request.
 *
 * @param records with a point each, in order of offset
 * @param skipped how many other records it passes over, because they have no point
 * @param nextOffset where the partition goes on when this is done
 * @param body the points, as they are sent
 * @param refusals records for which no point can be written
 */
record Batch(
        List<ConsumerRecord<byte[], byte[]>> records,
        long skipped,
        long nextOffset,
        byte[] body,
        List<Refusal> refusals) {
    /** A record that cannot be a point, and why. */
    record Refusal(ConsumerRecord<byte[], byte[]> record, String why) {}

    int points() {
        return records.size();
    }
}
