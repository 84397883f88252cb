package io.fintrans.detector;

import io.fintrans.topic.record.ImpossibleTime;
import io.fintrans.topic.record.RejectedRecord;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Makes records of {@code fintrans.rejected} for a topology. */
final class RejectedRecords {
    private RejectedRecords() {}

    /**
     * The record that keeps a rejected one.
     *
     * @param rejected the record as it came
     * @param recordTime its timestamp
     * @param context knows the time of rejection, and the application
     */
    static Record<byte[], byte[]> of(
            Record<byte[], byte[]> rejected,
            Rejection rejection,
            Coordinates from,
            long recordTime,
            ProcessorContext<?, ?> context) {
        Headers came = new RecordHeaders(rejected.headers()).remove(ImpossibleTime.KEY);
        RejectedRecord kept = new RejectedRecord(
                rejected.key(), rejected.value(), came, rejection, from, recordTime, context.applicationId());
        return new Record<>(kept.key(), kept.value(), context.currentSystemTimeMs(), kept.headers());
    }
}
