package io.fintrans.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.utils.internals.ByteBufferOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One batch of records, written byte by byte and sent as it is, as whoever has no good intentions would: its records may be far larger than
 * the memory of this process.
 */
public final class HandmadeBatch {
    private static final byte[] ZEROS = new byte[64 * 1024];
    /** The last version that names topics, and not their ids. */
    private static final short VERSION = 9;

    private final long time;
    private final ByteBufferOutputStream bytes = new ByteBufferOutputStream(1024 * 1024);
    private final DataOutputStream out;
    private byte @Nullable [] key;
    private int count;

    /** @param time of all records, in milliseconds since 1970 */
    public HandmadeBatch(long time) {
        this.time = time;
        bytes.position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
        this.out =
                new DataOutputStream(Compression.zstd().build().wrapForOutput(bytes, RecordBatch.CURRENT_MAGIC_VALUE));
    }

    public HandmadeBatch record(byte[] value) {
        return record(value, value.length);
    }

    /** The key of the records that follow; compacted topics take none without. */
    public HandmadeBatch key(byte[] ofAll) {
        key = ofAll;
        return this;
    }

    /** A record of so many zeros. */
    public HandmadeBatch zeros(int size) {
        return record(null, size);
    }

    private HandmadeBatch record(byte @Nullable [] value, int size) {
        try {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            head.write(0); // attributes
            varint(head, 0); // time
            varint(head, count++);
            varint(head, key == null ? -1 : key.length);
            if (key != null) {
                head.write(key);
            }
            varint(head, size);
            varint(out, head.size() + size + 1);
            head.writeTo(out);
            if (value != null) {
                out.write(value);
            } else {
                for (int left = size; left > 0; left -= Math.min(left, ZEROS.length)) {
                    out.write(ZEROS, 0, Math.min(left, ZEROS.length));
                }
            }
            varint(out, 0); // headers
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void varint(OutputStream to, int value) throws IOException {
        int zigzag = value << 1 ^ value >> 31;
        while ((zigzag & ~0x7f) != 0) {
            to.write((zigzag & 0x7f) | 0x80);
            zigzag >>>= 7;
        }
        to.write(zigzag);
    }

    /** Sends it and returns the offset of its first record. */
    public long send(String address, String topic, int partition) {
        try (Socket socket = new Socket(address.split(":", -1)[0], Integer.parseInt(address.split(":", -1)[1]))) {
            RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, VERSION, "handmade", 1);
            ByteBuffer request = request(topic, partition).build(VERSION).serializeWithHeader(header);
            DataOutputStream to = new DataOutputStream(socket.getOutputStream());
            to.writeInt(request.remaining());
            to.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
            to.flush();
            DataInputStream from = new DataInputStream(socket.getInputStream());
            ByteBuffer answer = ByteBuffer.wrap(from.readNBytes(from.readInt()));
            ProduceResponse response = (ProduceResponse) AbstractResponse.parseResponse(answer, header);
            PartitionProduceResponse found = response.data()
                    .responses()
                    .iterator()
                    .next()
                    .partitionResponses()
                    .get(0);
            if (found.errorCode() != Errors.NONE.code()) {
                throw new IllegalStateException("refused: " + Errors.forCode(found.errorCode()));
            }
            return found.baseOffset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProduceRequest.Builder request(String topic, int partition) throws IOException {
        out.close();
        ByteBuffer batch = bytes.buffer();
        int end = batch.position();
        batch.position(0);
        DefaultRecordBatch.writeHeader(
                batch,
                0,
                count - 1,
                end,
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.ZSTD,
                TimestampType.CREATE_TIME,
                time,
                time,
                RecordBatch.NO_PRODUCER_ID,
                RecordBatch.NO_PRODUCER_EPOCH,
                RecordBatch.NO_SEQUENCE,
                false,
                false,
                false,
                RecordBatch.NO_PARTITION_LEADER_EPOCH,
                count);
        batch.position(0).limit(end);
        ProduceRequestData data = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(30_000);
        TopicProduceData toTopic = new TopicProduceData()
                .setName(topic)
                .setPartitionData(List.of(new PartitionProduceData()
                        .setIndex(partition)
                        .setRecords(MemoryRecords.readableRecords(batch))));
        data.setTopicData(new TopicProduceDataCollection(List.of(toTopic).iterator()));
        return ProduceRequest.builder(data);
    }
}
