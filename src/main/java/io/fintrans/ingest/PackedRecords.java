package io.fintrans.ingest;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition, in a few arrays. What waits for InfluxDB waits for long, as Java counts: as five objects each, records would be
 * copied by the garbage collector again and again, which took a fifth of all time. {@link #get} makes a fresh record of the arrays.
 */
final class PackedRecords extends AbstractList<ConsumerRecord<byte[], byte[]>> implements RandomAccess {
    private static final int FIRST_RECORDS = 16;
    private static final int FIRST_BYTES_OF_RECORD = 32;
    /** What a record takes besides its key and value. */
    private static final int COLUMNS_BYTES = 24;
    /** What a header takes beside its bytes, about. */
    private static final int HEADER_BYTES = 64;
    /** The length of nothing. */
    private static final int NULL = -1;

    private static final Headers NO_HEADERS = noHeaders();

    private final String topic;
    private final int partition;
    private long[] offsets = new long[FIRST_RECORDS];
    private long[] timestamps = new long[FIRST_RECORDS];
    /** Where in {@link #data} each begins. */
    private int[] begins = new int[FIRST_RECORDS];
    /** Of its key, which comes before the value. */
    private int[] keyLengths = new int[FIRST_RECORDS];

    private int[] valueLengths = new int[FIRST_RECORDS];
    private byte[] data = new byte[FIRST_RECORDS * FIRST_BYTES_OF_RECORD];
    /** Of the few that have some, by index. */
    private final Map<Integer, Headers> headers = new HashMap<>();

    private int size;
    private int length;
    private long headerBytes;

    PackedRecords(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
    }

    @Override
    public boolean add(ConsumerRecord<byte[], byte[]> record) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            timestamps = Arrays.copyOf(timestamps, size * 2);
            begins = Arrays.copyOf(begins, size * 2);
            keyLengths = Arrays.copyOf(keyLengths, size * 2);
            valueLengths = Arrays.copyOf(valueLengths, size * 2);
        }
        offsets[size] = record.offset();
        timestamps[size] = record.timestamp();
        begins[size] = length;
        keyLengths[size] = append(record.key());
        valueLengths[size] = append(record.value());
        if (record.headers().iterator().hasNext()) {
            headers.put(size, record.headers());
            for (Header header : record.headers()) {
                headerBytes +=
                        HEADER_BYTES + header.key().length() + (header.value() == null ? 0 : header.value().length);
            }
        }
        size++;
        return true;
    }

    private int append(byte @Nullable [] bytes) {
        if (bytes == null) {
            return NULL;
        }
        if (length + bytes.length > data.length) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, length + bytes.length));
        }
        System.arraycopy(bytes, 0, data, length, bytes.length);
        length += bytes.length;
        return bytes.length;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> get(int index) {
        Objects.checkIndex(index, size);
        int keyLength = keyLengths[index];
        int valueLength = valueLengths[index];
        int valueBegin = begins[index] + Math.max(0, keyLength);
        return new ConsumerRecord<>(
                topic,
                partition,
                offsets[index],
                timestamps[index],
                TimestampType.CREATE_TIME,
                keyLength,
                valueLength,
                bytes(begins[index], keyLength),
                bytes(valueBegin, valueLength),
                headers.isEmpty() ? NO_HEADERS : headers.getOrDefault(index, NO_HEADERS),
                Optional.empty());
    }

    private byte @Nullable [] bytes(int from, int count) {
        return count == NULL ? null : Arrays.copyOfRange(data, from, from + count);
    }

    @Override
    public int size() {
        return size;
    }

    /** Those before an index, copied. */
    PackedRecords until(int index) {
        return copy(0, index);
    }

    /** Those from an index on, copied. */
    PackedRecords from(int index) {
        return copy(index, size);
    }

    private PackedRecords copy(int from, int to) {
        PackedRecords some = new PackedRecords(topic, partition);
        some.addAll(subList(from, to));
        return some;
    }

    /** Behind the last one. */
    long nextOffset() {
        return offsets[size - 1] + 1;
    }

    /** What they take in memory, about. */
    long bytes() {
        return length + headerBytes + (long) size * COLUMNS_BYTES;
    }

    private static Headers noHeaders() {
        RecordHeaders none = new RecordHeaders();
        none.setReadOnly();
        return none;
    }
}
