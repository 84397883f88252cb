package io.fintrans.past;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Rejection.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Which payments a detector has rejected, by their places: what came too late, for example, can be told from no record of a city. Eight bytes
 * of memory for each.
 */
public final class RejectedPlaces {
    private static final int INDEX_BITS = 12;

    private final String application;
    private final Map<TopicPartition, Places> places = new HashMap<>();

    /** @param application the detector whose word counts */
    public RejectedPlaces(String application) {
        this.application = application;
    }

    private static final class Places {
        private long[] values = new long[16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }
    }

    /** Looks places up in the order of a partition. */
    static final class Cursor {
        private final long[] sorted;
        private int at;

        private Cursor(long... sorted) {
            this.sorted = sorted;
        }

        /** @param offset no smaller than that of the call before */
        boolean has(long offset, int index) {
            long place = place(offset, index);
            while (at < sorted.length && sorted[at] < place) {
                at++;
            }
            return at < sorted.length && sorted[at] == place;
        }
    }

    /** Takes in a record of {@code fintrans.rejected}; one that does not say what it should is passed over. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        String topic = text(record, RejectedHeaders.TOPIC);
        if (topic == null || !application.equals(author(record))) {
            return;
        }
        long partition = number(record, RejectedHeaders.PARTITION);
        long offset = number(record, RejectedHeaders.OFFSET);
        long index = Math.max(0, number(record, RejectedHeaders.INDEX));
        if (partition >= 0 && partition <= Integer.MAX_VALUE && offset >= 0 && offset < Long.MAX_VALUE >> INDEX_BITS) {
            places.computeIfAbsent(new TopicPartition(topic, (int) partition), any -> new Places())
                    .add(place(offset, (int) index));
        }
    }

    /** In form 1 nobody is named, and what InfluxDB refused was put there by the ingest stage. */
    private static @Nullable String author(ConsumerRecord<byte[], byte[]> record) {
        if (text(record, RejectedHeaders.FORM) != null) {
            return text(record, RejectedHeaders.APPLICATION);
        }
        return Reason.REFUSED.code().equals(text(record, RejectedHeaders.REASON)) ? null : Application.DEFAULT;
    }

    Cursor of(TopicPartition partition) {
        Places found = places.get(partition);
        long[] sorted = found == null ? new long[0] : Arrays.copyOf(found.values, found.size);
        Arrays.sort(sorted);
        return new Cursor(sorted);
    }

    private static long place(long offset, int index) {
        return offset << INDEX_BITS | index;
    }

    /** -1 if there is none. */
    private static long number(ConsumerRecord<byte[], byte[]> record, String header) {
        String text = text(record, header);
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
