package io.fintrans.detector;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record in {@code fintrans.by-source}: that of its payment, from the headers. The record's own says when it came to
 * the topic, so that the topic's retention does not take payments of long ago before they are read.
 */
final class BySourceTimes implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
        try {
            return OriginHeaders.time(consumed.headers());
        } catch (IllegalArgumentException e) {
            return Math.max(partitionTime, 0); // Nobody but a decoder writes here: the next node says so.
        }
    }
}
