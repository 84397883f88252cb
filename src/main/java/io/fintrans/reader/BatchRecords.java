package io.fintrans.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.topic.record.CutValue;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.utils.internals.BufferSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of one batch, one after the other, decompressed as a stream: of each only as much is kept as the limits allow, so that
 * twelve kilobytes that unpack to gigabytes take no more memory than any others.
 */
final class BatchRecords {
    private final TopicPartition partition;
    private final DefaultRecordBatch batch;
    private final Limits limits;
    private final DataInputStream in;
    private final byte[] passedOver = new byte[16 * 1024];
    private int left;
    private long largest;

    BatchRecords(TopicPartition partition, DefaultRecordBatch batch, Limits limits) {
        this.partition = partition;
        this.batch = batch;
        this.limits = limits;
        this.in = new DataInputStream(batch.recordInputStream(BufferSupplier.NO_CACHING));
        this.left = batch.countOrNull();
    }

    /** Behind the last record of the batch. */
    long nextOffset() {
        return batch.nextOffset();
    }

    /** The size of the largest record so far, as it is and not as it is kept; in bytes. */
    long largest() {
        return largest;
    }

    /**
     * The next record, or null if there is none.
     *
     * @throws IOException if the bytes of the batch cannot be unpacked
     */
    @Nullable
    ConsumerRecord<byte[], byte[]> next() throws IOException {
        if (left == 0) {
            in.close();
            return null;
        }
        left--;
        largest = Math.max(largest, varint());
        in.readByte(); // attributes, of which there are none yet
        long time = batch.baseTimestamp() + varlong();
        long offset = batch.baseOffset() + varint();
        int keyLength = varint();
        byte[] key = bytes(keyLength, limits.kept(keyLength), null);
        int valueLength = varint();
        Digest digest = valueLength > limits.bytes() ? new Digest(valueLength) : null;
        byte[] value = bytes(valueLength, limits.kept(valueLength), digest);
        RecordHeaders headers = headers();
        if (digest != null) {
            headers.add(new CutValue(valueLength, digest.hex()));
        }
        TimestampType type = batch.timestampType();
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                type == TimestampType.LOG_APPEND_TIME ? batch.maxTimestamp() : time,
                type,
                keyLength,
                valueLength,
                key,
                value,
                headers,
                Optional.of(batch.partitionLeaderEpoch()));
    }

    private RecordHeaders headers() throws IOException {
        RecordHeaders headers = new RecordHeaders();
        int count = varint();
        int space = limits.headerBytes();
        for (int i = 0; i < count; i++) {
            int nameLength = varint();
            byte[] name = bytes(nameLength, Math.min(nameLength, space), null);
            int valueLength = varint();
            byte[] value = bytes(valueLength, Math.min(valueLength, space), null);
            if (name == null) {
                throw new IOException("a header without a name");
            }
            if (i < limits.headers()) {
                headers.add(new String(name, UTF_8), value);
                space -= Math.min(space, name.length + (value == null ? 0 : value.length));
            }
        }
        return headers;
    }

    /** Reads so many bytes and keeps the first of them; null for a length under zero. */
    private byte @Nullable [] bytes(int length, int keep, @Nullable Digest digest) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] kept = new byte[keep];
        in.readFully(kept);
        if (digest != null) {
            digest.update(kept, keep);
        }
        for (int rest = length - keep; rest > 0; ) {
            int part = Math.min(rest, passedOver.length);
            in.readFully(passedOver, 0, part);
            if (digest != null) {
                digest.update(passedOver, part);
            }
            rest -= part;
        }
        return kept;
    }

    private int varint() throws IOException {
        return (int) varlong();
    }

    /** A zig-zag number of variable length, as Kafka writes them. */
    private long varlong() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IOException("a number of more than ten bytes");
    }

    /** Gives back what the stream holds. */
    void close() {
        left = 0;
        try {
            in.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
            return;
        }
    }
}
