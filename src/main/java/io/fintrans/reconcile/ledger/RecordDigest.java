package io.fintrans.reconcile.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fintrans.format.PaymentFormat;
import io.fintrans.topic.record.RejectedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A number for what {@code fintrans.rejected} keeps of a record: key, value and headers, cut and left out as they are there. The original
 * and an unchanged copy have the same; of a changed one in four thousand million has it by chance. Headers of payments do not count:
 * those that were re-keyed have lost them on their way.
 */
final class RecordDigest {
    /** In place of a timestamp that does not count. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final String OURS = "fintrans.";

    private RecordDigest() {}

    /**
     * Of a record of a city.
     *
     * @param ownTime whether the payment has another time, so that the record's counts here
     */
    static int ofOriginal(ConsumerRecord<byte[], byte[]> record, boolean payment, boolean ownTime) {
        boolean headers = !payment && !RejectedRecord.headersTooLarge(record.headers());
        return of(record, record.key(), record.value(), headers, ownTime ? record.timestamp() : NO_TIME);
    }

    /**
     * Of a record of {@code fintrans.rejected}.
     *
     * @param timestamp of the original, as it says, if that counts; otherwise {@link #NO_TIME}
     */
    static int ofCopy(ConsumerRecord<byte[], byte[]> record, boolean payment, long timestamp) {
        return of(record, record.key(), record.value(), !payment, timestamp);
    }

    /** Of a record of a city whose value is not kept; its timestamp counts. */
    static Ledger.Bare bare(ConsumerRecord<byte[], byte[]> record) {
        return new Ledger.Bare(
                of(record, record.key(), null, false, record.timestamp()),
                of(record, null, null, false, record.timestamp()));
    }

    private static int of(
            ConsumerRecord<byte[], byte[]> record,
            byte @Nullable [] key,
            byte @Nullable [] value,
            boolean headers,
            long timestamp) {
        HashStream64 hash = Hashing.xxh3_64().hashStream();
        put(key, hash);
        put(value, hash);
        if (timestamp != NO_TIME) {
            hash.putLong(timestamp);
        }
        if (headers) {
            for (Header header : record.headers()) {
                if (!header.key().startsWith(OURS)) {
                    put(header.key().getBytes(UTF_8), hash);
                    put(header.value(), hash);
                }
            }
        }
        return (int) hash.getAsLong();
    }

    private static void put(byte @Nullable [] bytes, HashStream64 hash) {
        if (bytes == null) {
            hash.putInt(-1);
        } else {
            int length = Math.min(bytes.length, PaymentFormat.MAX_BYTES);
            hash.putInt(length);
            hash.putBytes(bytes, 0, length);
        }
    }
}
