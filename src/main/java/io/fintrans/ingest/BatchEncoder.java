package io.fintrans.ingest;

import io.fintrans.format.PaymentFormat;
import io.fintrans.ingest.point.JudgedTimes;
import io.fintrans.ingest.point.PointFormat;
import io.fintrans.ingest.point.Points;
import io.fintrans.timeseries.Compression;
import io.fintrans.timeseries.LineProtocol;
import io.fintrans.topic.record.ImpossibleTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes batches of records. For one thread: all batches are written in the same buffer. */
final class BatchEncoder {
    private final Points points;
    private final PaymentFormat payments;
    private final Compression compression;
    private final Map<String, PointFormat> formats = new HashMap<>();
    private final LineProtocol lines = new LineProtocol();

    /** @param payments the format of the cities' records */
    BatchEncoder(Points points, PaymentFormat payments, Compression compression) {
        this.points = points;
        this.payments = payments;
        this.compression = compression;
    }

    /**
     * Makes a batch.
     *
     * @param records at least one, all of one partition, in order of offset
     */
    Batch encode(List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
        ConsumerRecord<byte[], byte[]> any = records.get(0);
        PointFormat format = formats.computeIfAbsent(any.topic(), topic -> points.format(topic, payments));
        PackedRecords written = new PackedRecords(any.topic(), any.partition());
        List<Batch.Refusal> refusals = new ArrayList<>();
        lines.clear();
        for (ConsumerRecord<byte[], byte[]> record : format.newest(records)) {
            try {
                if (format.write(record, lines)) {
                    written.add(record);
                }
            } catch (IllegalArgumentException e) {
                lines.drop();
                refusals.add(new Batch.Refusal(record, "no point can be written: " + e.getMessage()));
            }
        }
        int skipped = records.size() - written.size() - refusals.size();
        byte[] body = written.isEmpty() ? new byte[0] : compression.of(lines.toBytes());
        return new Batch(written, skipped, nextOffset, newestTime(records), body, refusals);
    }

    private static long newestTime(List<ConsumerRecord<byte[], byte[]>> records) {
        long newest = PartitionTime.UNKNOWN;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (ImpossibleTime.of(record.headers()) == null) {
                JudgedTimes judged = JudgedTimes.of(record.headers());
                newest = Math.max(newest, judged == null ? record.timestamp() : judged.time());
            }
        }
        return newest;
    }

    /** The two halves of a batch with at least two points, in order. */
    List<Batch> halves(Batch batch) {
        List<ConsumerRecord<byte[], byte[]>> all = batch.records();
        List<ConsumerRecord<byte[], byte[]>> first = all.subList(0, all.size() / 2);
        List<ConsumerRecord<byte[], byte[]>> second = all.subList(all.size() / 2, all.size());
        return List.of(encode(first, second.get(0).offset()), encode(second, batch.nextOffset()));
    }
}
