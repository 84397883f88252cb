package io.fintrans.reader;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Marks an empty record that stands for one whose bytes cannot be read. It is known by its class: a producer can write a header with the
 * same name, but not one of these.
 */
public enum Unreadable implements Header {
    /** The only one. */
    MARK;

    /** The key of the header. */
    public static final String KEY = "fintrans.unreadable";

    /** Whether the record is such a stand-in. */
    public static boolean marks(Headers headers) {
        return headers.lastHeader(KEY) instanceof Unreadable;
    }

    /** What stands for the record at an offset of a damaged batch. */
    public static ConsumerRecord<byte[], byte[]> record(UnreadableBatchException damage, long offset) {
        return new ConsumerRecord<>(
                damage.partition().topic(),
                damage.partition().partition(),
                offset,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                null,
                new RecordHeaders().add(MARK),
                Optional.empty());
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return new byte[0];
    }
}
