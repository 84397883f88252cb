package io.fintrans.ingest;

import io.fintrans.format.PaymentFormat;
import io.fintrans.ingest.point.JudgedTimes;
import io.fintrans.topic.record.Consumed;
import io.fintrans.topic.record.ImpossibleTime;
import io.fintrans.topic.record.PaymentReader;
import io.fintrans.topic.record.TimeBounds;
import io.fintrans.transaction.Rejection;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How far the time of one partition of a city has come; marks records whose time cannot be, as the other stages do. */
public final class PartitionTime {
    /** Nothing was read yet. */
    static final long UNKNOWN = -1;

    private final TimeBounds bounds;
    private final PaymentReader reader;
    private long newest = UNKNOWN;

    /** @param format of the records */
    public PartitionTime(TimeBounds bounds, PaymentFormat format) {
        this.bounds = bounds;
        this.reader = new PaymentReader(format);
    }

    /** Goes on from where the partition's owner before had come. */
    void resume(long newestOfBefore) {
        newest = Math.max(newest, newestOfBefore);
    }

    /** Takes in the next record. */
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (!reader.isPlain()) {
            Consumed consumed = reader.read(record);
            long time = consumed.judge(record.timestamp(), newest, bounds);
            newest = Math.max(newest, time);
            record.headers().add(JudgedTimes.of(consumed, time));
            return;
        }
        Rejection rejection = bounds.reject(record.timestamp(), newest);
        if (rejection == null) {
            newest = Math.max(newest, record.timestamp());
        } else {
            record.headers().add(new ImpossibleTime(rejection, record.timestamp()));
        }
    }
}
